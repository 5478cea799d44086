"""Words of the page in three languages."""

from sscmon.text import Text

NAMES = {"en": "English", "es": "Español", "pt": "Português"}
TEXTS = {
    "title": Text("Report cooperation", "Informar cooperación", "Informar cooperação"),
    "tagline": Text(
        "For ministries, movements and communities: from a template to a receipt.",
        "Para ministerios, movimientos y comunidades: de la plantilla al comprobante.",
        "Para ministérios, movimentos e comunidades: do modelo ao comprovante.",
    ),
    "skip": Text("Skip to the content", "Ir al contenido", "Ir para o conteúdo"),
    "language": Text("Language", "Idioma", "Língua"),
    "step_template": Text("Download a template", "Descargue una plantilla", "Baixe um modelo"),
    "template_help": Text(
        "A workbook with lists to choose from and an explanation of every column. Fill in only the sheets you need.",
        "Un libro con listas para elegir y la explicación de cada columna. Llene solo las hojas que necesite.",
        "Uma pasta de trabalho com listas de opções e a explicação de cada coluna. Preencha só as folhas necessárias.",
    ),
    "who": Text("You report as", "Usted informa como", "Você informa como"),
    "provider": Text("provider", "oferente", "prestador"),
    "recipient": Text("receiving country", "país receptor", "país receptor (parceiro)"),
    "movement": Text(
        "movement, people or community", "movimiento, pueblo o comunidad", "movimento, povo ou comunidade"
    ),
    "assessor": Text(
        "assessor (university, observer)", "evaluador (universidad, observador)", "avaliador (universidade)"
    ),
    "format": Text("File", "Archivo", "Arquivo"),
    "xlsx": Text("workbook (.xlsx)", "libro (.xlsx)", "pasta de trabalho (.xlsx)"),
    "zip": Text("tables (.zip of CSV)", "tablas (.zip de CSV)", "tabelas (.zip de CSV)"),
    "json": Text("for programs (.json)", "para programas (.json)", "para programas (arquivo .json)"),
    "download": Text("Download", "Descargar", "Baixar"),
    "step_check": Text("Check your file", "Revise su archivo", "Verifique seu arquivo"),
    "check_help": Text(
        "Drop the filled file on the field or choose it. It is read on the computer that shows this page, "
        "is not sent anywhere, and is removed within an hour.",
        "Suelte el archivo lleno sobre el campo o elíjalo. Se lee en la computadora que muestra esta página, "
        "no se envía a ninguna parte y se borra antes de una hora.",
        "Solte o arquivo preenchido sobre o campo ou escolha-o. Ele é lido no computador que mostra esta página, "
        "não é enviado a lugar nenhum e é apagado em até uma hora.",
    ),
    "file": Text("Filled file", "Archivo lleno", "Arquivo preenchido"),
    "file_kinds": Text(
        "xlsx, xls, ods, csv, zip or json, up to {megabytes} MB",
        "xlsx, xls, ods, csv, zip o json, hasta {megabytes} MB",
        "xlsx, xls, ods, csv, zip ou json, até {megabytes} MB",
    ),
    "check": Text("Check", "Revisar", "Verificar"),
    "step_submit": Text("Submit it", "Envíelo", "Envie-o"),
    "submit_later": Text(
        "After the check you see every remark at its cell, get your workbook back with the cells marked, and submit.",
        "Tras la revisión verá cada observación en su celda, recibirá su libro con las celdas marcadas y podrá enviar.",
        "Após a verificação verá cada observação em sua célula, receberá sua pasta com as células marcadas e enviará.",
    ),
    "report_on": Text("Report on {name}", "Informe sobre {name}", "Relatório sobre {name}"),
    "all_well": Text(
        "All {accepted} rows can be accepted.",
        "Todas las filas ({accepted}) pueden aceptarse.",
        "Todas as linhas ({accepted}) podem ser aceitas.",
    ),
    "some_refused": Text(
        "{accepted} of {read} rows can be accepted; {refused} would be kept aside until they are corrected.",
        "{accepted} de {read} filas pueden aceptarse; {refused} quedarían aparte hasta que se corrijan.",
        "{accepted} de {read} linhas podem ser aceitas; {refused} ficariam à parte até serem corrigidas.",
    ),
    "nothing_read": Text(
        "No filled row was found in this file.",
        "No se encontró ninguna fila llena en este archivo.",
        "Nenhuma linha preenchida foi encontrada neste arquivo.",
    ),
    "sheets": Text("Sheets", "Hojas", "Folhas"),
    "sheet": Text("Sheet", "Hoja", "Folha"),
    "rows": Text("Rows", "Filas", "Linhas"),
    "accepted": Text("Accepted", "Aceptadas", "Aceitas"),
    "refused": Text("Kept aside", "Apartadas", "À parte"),
    "remarks": Text("Remarks", "Observaciones", "Observações"),
    "no_remarks": Text("No remarks.", "Sin observaciones.", "Sem observações."),
    "more_remarks": Text(
        "{more} more are in the marked workbook.",
        "{more} más están en el libro marcado.",
        "Há mais {more} na pasta de trabalho marcada.",
    ),
    "level": Text("Level", "Nivel", "Nível"),
    "error": Text("error", "error", "erro"),
    "warning": Text("warning", "advertencia", "aviso"),
    "advice": Text("advice", "consejo", "conselho"),
    "where": Text("Cell", "Celda", "Célula"),
    "what": Text("What it is about", "De qué se trata", "Do que se trata"),
    "marked": Text(
        "Download your workbook with the cells marked",
        "Descargar su libro con las celdas marcadas",
        "Baixar sua pasta de trabalho com as células marcadas",
    ),
    "report_json": Text(
        "Report for programs (JSON)", "Informe para programas (JSON)", "Relatório para programas (JSON)"
    ),
    "checked": Text("checked", "revisado", "verificado"),
    "another": Text("Check another file", "Revisar otro archivo", "Verificar outro arquivo"),
    "submit_help": Text(
        "Rows that can be accepted go in; the others wait until you send them corrected. "
        "Sending again replaces rows with the same reference; the history stays.",
        "Las filas que pueden aceptarse entran; las demás esperan hasta que las envíe corregidas. "
        "Un nuevo envío reemplaza las filas con la misma referencia; la historia queda.",
        "As linhas que podem ser aceitas entram; as demais esperam até que as envie corrigidas. "
        "Um novo envio substitui as linhas com a mesma referência; a história fica.",
    ),
    "submitter": Text(
        "Your identifier (the operator of the system gave it to you)",
        "Su identificador (se lo dio el operador del sistema)",
        "Seu identificador (o operador do sistema lhe deu)",
    ),
    "secret": Text("Your secret, if you were given one", "Su clave, si recibió una", "Sua senha, se recebeu uma"),
    "confidentiality": Text("What may be shown", "Qué puede mostrarse", "O que pode ser mostrado"),
    "confidentiality_help": Text(
        "Holds for the whole file; a row may say something stricter.",
        "Vale para todo el archivo; una fila puede decir algo más estricto.",
        "Vale para todo o arquivo; uma linha pode dizer algo mais restrito.",
    ),
    "embargo": Text("If an embargo: until", "Si hay embargo: hasta", "Se há embargo: até"),
    "consent": Text(
        "The people this file tells about agree that it is published in this way.",
        "Las personas de las que habla este archivo están de acuerdo con que se publique así.",
        "As pessoas de quem este arquivo fala concordam que seja publicado assim.",
    ),
    "submit": Text("Submit", "Enviar", "Enviar (remeter)"),
    "not_admitted": Text(
        "This identifier and secret are not those of a registered submitter. Nothing was sent.",
        "El identificador y la clave no son de alguien registrado. No se envió nada.",
        "O identificador e a senha não são de alguém registrado. Nada foi enviado.",
    ),
    "receipt": Text("Receipt", "Comprobante", "Comprovante"),
    "received": Text("Your submission was received.", "Su envío fue recibido.", "Seu envio foi recebido."),
    "not_named": Text(
        "What is published of it does not name the sender.",
        "Lo que se publique de él no nombra a quien lo envió.",
        "O que dele se publicar não nomeia quem o enviou.",
    ),
    "receipt_help": Text(
        "Keep this receipt. Its hash shows later, to anyone, that this very file was received.",
        "Guarde este comprobante. Su huella muestra después, a cualquiera, que se recibió este mismo archivo.",
        "Guarde este comprovante. Seu código mostra depois, a qualquer pessoa, que este mesmo arquivo foi recebido.",
    ),
    "submission": Text("Submission", "Envío", "Envio"),
    "sender": Text("Submitted by", "Enviado por", "Enviado por (remetente)"),
    "moment": Text("Received at (UTC)", "Recibido (UTC)", "Recebido em (UTC)"),
    "hash": Text("Hash of the file (SHA-256)", "Huella del archivo (SHA-256)", "Código do arquivo (SHA-256)"),
    "receipt_json": Text("Download the receipt", "Descargar el comprobante", "Baixar o comprovante"),
    "refused_rows": Text("Rows kept aside and why", "Filas apartadas y por qué", "Linhas postas à parte e por quê"),
    "problem": Text("That did not work", "No funcionó", "Não funcionou"),
    "back": Text("Back to the start", "Volver al inicio", "Voltar ao início"),
    "footer": Text(
        "sscmon · open statistical system for South-South cooperation",
        "sscmon · sistema estadístico abierto de cooperación Sur-Sur",
        "sscmon · sistema estatístico aberto de cooperação Sul-Sul",
    ),
}
PROBLEMS = {
    400: Text(
        "The form came incomplete. Choose a file and try again.",
        "El formulario llegó incompleto. Elija un archivo e intente de nuevo.",
        "O formulário chegou incompleto. Escolha um arquivo e tente de novo.",
    ),
    403: Text(
        "The form is too old or comes from another page. Go back to the start and try again.",
        "El formulario es demasiado viejo o viene de otra página. Vuelva al inicio e intente de nuevo.",
        "O formulário é antigo demais ou vem de outra página. Volte ao início e tente de novo.",
    ),
    404: Text(
        "There is nothing here. Files are removed after an hour; check yours again.",
        "Aquí no hay nada. Los archivos se borran tras una hora; revise el suyo de nuevo.",
        "Não há nada aqui. Os arquivos são apagados após uma hora; verifique o seu de novo.",
    ),
    413: Text(
        "The file is larger than this page takes ({megabytes} MB). Split it, or use the command line.",
        "El archivo es más grande de lo que esta página acepta ({megabytes} MB). Divídalo o use la línea de comandos.",
        "O arquivo é maior do que esta página aceita ({megabytes} MB). Divida-o ou use a linha de comando.",
    ),
    500: Text(
        "Something unexpected happened; your file was removed. Tell the operator of this page.",
        "Ocurrió algo inesperado; su archivo fue borrado. Avise al operador de esta página.",
        "Ocorreu algo inesperado; seu arquivo foi apagado. Avise o operador desta página.",
    ),
}
