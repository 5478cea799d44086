"""Columns of claims put to the test: tests, working, verdicts and contradictions."""

from sscmon.columns.base import exact, flag, integer, number, text

test_id = text("test_id", "Test of a claim", "Prueba de una afirmación", "Teste de uma afirmação")
test_formula = text(
    "test_formula", "Formula of the central value", "Fórmula del valor central", "Fórmula do valor central"
)
test_formula_low = text(
    "test_formula_low", "Formula of the low value", "Fórmula del valor bajo", "Fórmula do valor baixo"
)
test_formula_high = text(
    "test_formula_high", "Formula of the high value", "Fórmula del valor alto", "Fórmula do valor alto"
)
test_inputs = text(
    "test_inputs",
    "Inputs by name: table and row, or a printed number",
    "Insumos por nombre: tabla y fila, o un número impreso",
    "Insumos por nome: tabela e linha, ou um número impresso",
)
is_parts_test = flag(
    "is_parts_test",
    "The test adds parts to a total",
    "La prueba suma partes hasta un total",
    "O teste soma partes até um total",
)
tolerance = exact(
    "tolerance",
    "Difference still taken as agreement; empty for the rounding of the printed figure",
    "Diferencia que aún se toma como acuerdo; vacía si es el redondeo de la cifra impresa",
    "Diferença ainda tomada como acordo; vazia se é o arredondamento do número impresso",
    unit="claim_unit",
)
assumption_en = text("assumption_en", "Assumption, in English", "Supuesto, en inglés", "Pressuposto, em inglês")
assumption_es = text("assumption_es", "Assumption, in Spanish", "Supuesto, en español", "Pressuposto, em espanhol")
assumption_pt = text(
    "assumption_pt", "Assumption, in Portuguese", "Supuesto, en portugués", "Pressuposto, em português"
)
reason_en = text("reason_en", "Reason, in English", "Razón, en inglés", "Razão, em inglês")
reason_es = text("reason_es", "Reason, in Spanish", "Razón, en español", "Razão, em espanhol")
reason_pt = text("reason_pt", "Reason, in Portuguese", "Razón, en portugués", "Razão, em português")
working = text(
    "working",
    "The working: formula with its numbers",
    "El desarrollo: fórmula con sus números",
    "O desenvolvimento: fórmula com seus números",
)
evidence_keys = text(
    "evidence_keys",
    "Rows behind the number: table:key, separated by semicolons",
    "Filas detrás del número: tabla:clave, separadas por punto y coma",
    "Linhas por trás do número: tabela:chave, separadas por ponto e vírgula",
)
computed_low = number(
    "computed_low",
    "Low value computed again",
    "Valor bajo vuelto a calcular",
    "Valor baixo recalculado",
    unit="claim_unit",
)
computed_high = number(
    "computed_high",
    "High value computed again",
    "Valor alto vuelto a calcular",
    "Valor alto recalculado",
    unit="claim_unit",
)
contradiction_id = text("contradiction_id", "Contradiction", "Contradicción", "Contradição")
contradiction_rule = text(
    "contradiction_rule",
    "Rule that found it",
    "Regla que la encontró",
    "Regra que a encontrou",
    codes="contradiction_rule",
)
left_key = text("left_key", "First row: table:key", "Primera fila: tabla:clave", "Primeira linha: tabela:chave")
right_key = text("right_key", "Second row: table:key", "Segunda fila: tabla:clave", "Segunda linha: tabela:chave")
left_text = text(
    "left_text", "First figure as printed", "Primera cifra como se imprimió", "Primeiro número como impresso"
)
right_text = text(
    "right_text", "Second figure as printed", "Segunda cifra como se imprimió", "Segundo número como impresso"
)
is_strict = flag(
    "is_strict",
    "The two cannot both hold even as at-least or at-most figures",
    "No pueden valer ambas ni como cifras mínimas o máximas",
    "Não podem valer ambas nem como números mínimos ou máximos",
)
direction_from_id = text(
    "direction_from_id", "Who gives, as claimed", "Quién da, según la afirmación", "Quem dá, segundo a afirmação"
)
direction_to_id = text(
    "direction_to_id",
    "Who receives, as claimed",
    "Quién recibe, según la afirmación",
    "Quem recebe, segundo a afirmação",
)
claim_topic = text(
    "claim_topic",
    "What the claim is about, where several claims are about one thing",
    "De qué trata la afirmación, si varias tratan de lo mismo",
    "De que trata a afirmação, se várias tratam do mesmo",
)
test_count = integer("test_count", "Tests of the claim", "Pruebas de la afirmación", "Testes da afirmação", unit="rows")
reproduced_count = integer(
    "reproduced_count", "Tests that confirm it", "Pruebas que la confirman", "Testes que a confirmam", unit="rows"
)
within_count = integer(
    "within_count",
    "Tests whose range contains it",
    "Pruebas cuyo rango la contiene",
    "Testes cuja faixa a contém",
    unit="rows",
)
contradicted_count = integer(
    "contradicted_count",
    "Tests that contradict it",
    "Pruebas que la contradicen",
    "Testes que a contradizem",
    unit="rows",
)
