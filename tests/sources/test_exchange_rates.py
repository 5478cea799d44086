"""Exchange rates of the ECB and the IMF: samples, the publishers' files, and that the two agree."""

import csv
import io
import zipfile
from collections import defaultdict

import pytest
from replay.publishers import ENDPOINTS
from replay.server import ReplayServer, Reply
from source_sample import compare, compare_refused, fetched, shared, stage_files

from sscmon.errors import SourceChanged
from sscmon.sources import discover
from sscmon.sources.ecb_fx import source as ecb
from sscmon.sources.imf_fx import source as imf


def zipped(target, text: bytes):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(ecb.MEMBER, text)
    return target


def test_the_sample_of_the_ecb(tmp_path):
    path = zipped(tmp_path / "x.zip", (ecb.SOURCE.folder / "sample.csv").read_bytes())
    staged = stage_files(tmp_path, "ecb_fx", {ecb.ARCHIVE: path})
    compare(staged, "rate")
    compare_refused(staged, "rate")
    account = staged.accounts["rate"]
    assert (account.rows_read, account.rows_staged, account.rows_quarantined) == (17, 10, 7) and account.adds_up


def test_another_table_is_named(tmp_path):
    path = zipped(tmp_path / "x.zip", b"Day,USD\n2031-01-01,1\n")
    with pytest.raises(SourceChanged, match="Day, USD"):
        stage_files(tmp_path, "ecb_fx", {ecb.ARCHIVE: path})
    with pytest.raises(SourceChanged, match="no rate"):
        stage_files(tmp_path / "2", "ecb_fx", {ecb.ARCHIVE: zipped(tmp_path / "y.zip", b"Date,USD\n2031-01-01,N/A\n")})


def test_the_sample_of_the_imf(tmp_path):
    staged = stage_files(tmp_path, "imf_fx", {imf.FILE: imf.SOURCE.folder / "sample.csv"})
    compare(staged, "rate")
    compare_refused(staged, "rate")
    assert staged.accounts["rate"].adds_up
    given = staged.contributed("reference.exchange_rate", columns="currency_code, year, lcu_per_usd")
    assert given == [("CUP", 2031, 24.5), ("VEF", 2031, 4.2893), ("XOF", 2031, 600.0)]


def test_both_are_fetched(tmp_path, monkeypatch):
    body = (imf.SOURCE.folder / "sample.csv").read_bytes()
    endpoints = {**ENDPOINTS, imf.FILE: lambda asked: Reply(body, headers={"Content-Type": "text/csv"}, is_file=True)}
    with ReplayServer(endpoints) as server:
        monkeypatch.setattr(ecb, "HOST", server.url("www.ecb.europa.eu"))
        monkeypatch.setattr(imf, "HOST", server.url("codeforiati.org"))
        assert fetched(tmp_path, "ecb_fx").state == fetched(tmp_path, "imf_fx").state == "new"
        assert fetched(tmp_path, "ecb_fx").state == fetched(tmp_path, "imf_fx").state == "unchanged"
        server.endpoints = {}
        with pytest.raises(SourceChanged):
            fetched(tmp_path, "ecb_fx")


def test_nothing_but_what_is_declared_is_taken():
    for source in (ecb.SOURCE, imf.SOURCE):
        assert discover()[source.id].files and not source.is_bundled


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    root = tmp_path_factory.mktemp("real")
    of_ecb = stage_files(root, "ecb_fx", {ecb.ARCHIVE: shared("fx/eurofxref-hist.zip")})
    of_ecb.build("reference.exchange_rate_day")
    of_imf = stage_files(root, "imf_fx", {imf.FILE: shared("fx/imf_exchangerates_A_ENDA_USD.csv")})
    return of_ecb, of_imf


def test_the_history_of_the_ecb_in_full(real):
    staged, _ = real
    with zipfile.ZipFile(shared("fx/eurofxref-hist.zip")) as archive:
        rows = list(csv.DictReader(io.TextIOWrapper(archive.open(ecb.MEMBER), "utf-8")))
    cells = [
        (row["Date"], code, float(cell))
        for row in rows
        for code, cell in row.items()
        if code not in ("Date", "") and cell not in ("N/A", "")
    ]
    account = staged.accounts["rate"]
    assert account.rows_read == account.rows_staged == len(cells) > 200_000
    [(total,)] = staged.query("select sum(lcu_per_eur) from staged.ecb_fx_rate")
    assert total == pytest.approx(sum(value for _, _, value in cells))
    daily = defaultdict(list)
    for row in rows:
        if row["Date"][:4] == "2015":
            daily["BRL"].append(float(row["BRL"]) / float(row["USD"]))
            daily["EUR"].append(1 / float(row["USD"]))
    given = dict(
        staged.contributed("reference.exchange_rate", columns="currency_code, lcu_per_usd", where="year = 2015")
    )
    for code, values in daily.items():
        assert given[code] == pytest.approx(sum(values) / len(values), rel=1e-12)


def test_years_that_are_not_over_or_not_quoted_have_no_rate(real):
    given = {row[:2] for row in real[0].contributed("reference.exchange_rate", columns="currency_code, year")}
    assert ("RUB", 2021) in given and ("RUB", 2022) not in given
    assert ("ROL", 2004) in given and not {("ROL", 2005), ("RON", 2005)} & given and ("RON", 2006) in given
    assert ("EUR", 2025) in given and ("EUR", 2026) not in given


def test_the_rates_of_the_imf_in_full(real):
    staged = real[1]
    account = staged.accounts["rate"]
    assert account.rows_read == 14_107 and account.adds_up
    assert 0 < account.rows_quarantined < 0.02 * account.rows_read, "only currencies of former states"
    refused = staged.query("select distinct row_text ->> 'currency_code' from quarantine.imf_fx_rate")
    assert {code for (code,) in refused} == {"YDD", "CSJ", "UYW", "HRD", "DDM", "YUN", "SUR"}
    given = {
        row[:2]: row[2]
        for row in staged.contributed("reference.exchange_rate", columns="currency_code, year, lcu_per_usd")
    }
    assert given["VEF", 2011] == 4.2893 and not [key for key in given if key[0] == "VED"]
    assert given["CUP", 1974] == 0.821999999 and ("CUP", 1975) not in given


def test_the_two_agree_to_one_in_a_hundred(real):
    """Yearly averages of two publishers that take them from different markets."""
    one, other = (
        {
            row[:2]: row[2]
            for row in staged.contributed("reference.exchange_rate", columns="currency_code, year, lcu_per_usd")
        }
        for staged in real
    )
    both = [key for key in one.keys() & other.keys() if key[0] in ("BRL", "CNY", "INR", "MXN", "ZAR", "EUR", "KRW")]
    assert len(both) > 80
    far = {key: (one[key], other[key]) for key in both if abs(one[key] / other[key] - 1) > 0.01}
    assert not far
