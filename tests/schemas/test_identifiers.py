"""Normal forms of identifiers."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemas.errors import InvalidIdentifier
from schemas.identifiers import as_sent, company_identifier, is_mark, person_identifier

KINDS = st.sampled_from(("email:", "linkedin:", "phone:", "uid:", "EMAIL: ", "described:"))
TEXTS = st.text(max_size=40) | st.from_regex(
    r"[\w.+-]{1,20}@[\w.-]{1,20}\.[a-z]{2}", fullmatch=True
)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("email:Ann+Jobs@Example.ORG", "email:ann+jobs@example.org"),
        (" EMAIL : mailto:ann@example.org ", "email:ann@example.org"),
        ("email:ann@Bücher.example", "email:ann@xn--bcher-kva.example"),
        ("linkedin:https://www.linkedin.com/in/Ann-Lee/?x=1", "linkedin:ann-lee"),
        ("linkedin:Ann-Lee", "linkedin:ann-lee"),
        ("phone:+49 (30) 123-456", "phone:+4930123456"),
        ("uid:42", "uid:urn:example:app:42"),
        ("uid:a:b", "uid:urn:example:app:a%3Ab"),
        (
            "described:6F1C0D6E-0000-5000-8000-000000000000",
            "described:6f1c0d6e-0000-5000-8000-000000000000",
        ),
    ],
)
def test_normal_form_of_a_person(text: str, normal: str) -> None:
    assert person_identifier(text, "urn:example:app") == normal


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("domain:WWW.Globex.com", "domain:globex.com"),
        ("domain:https://www.globex.com:443/jobs", "domain:globex.com"),
        ("domain:bücher.example", "domain:xn--bcher-kva.example"),
        ("name:Globex Inc.", "name:globex"),
        ("name:  GLOBEX   GmbH & Co. KG", "name:globex"),
        ("name:Initech", "name:initech"),
    ],
)
def test_normal_form_of_a_company(text: str, normal: str) -> None:
    assert company_identifier(text) == normal


@pytest.mark.parametrize(
    "text",
    [
        "", "ann@example.org", "email:", "email:ann", "email:ann@", "email:a b@example.org",
        "phone:12345", "phone:+49", "linkedin:https://example.org/ann", "described:neighbour",
        "erased:0", "twitter:ann", "email:" + "a" * 300,
    ],
)  # fmt: skip
def test_person_without_normal_form_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(InvalidIdentifier) as refused:
        person_identifier(text, "urn:example:app")
    assert refused.value.reason
    assert refused.value.remedy


@pytest.mark.parametrize("text", ["domain:", "domain:a b", "name:!!!", "email:ann@example.org"])
def test_company_without_normal_form_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(InvalidIdentifier) as refused:
        company_identifier(text)
    assert refused.value.remedy


@given(KINDS, TEXTS, st.sampled_from(("urn:example:app", " odd  source ", "https://x.org/e\u0301")))
@example("email:", "straße@example.org", "urn:example:app")
def test_normal_form_of_a_person_is_a_fixed_point(kind: str, text: str, source: str) -> None:
    try:
        normal = person_identifier(kind + text, source)
    except InvalidIdentifier:
        return
    assert person_identifier(normal) == normal


@given(st.sampled_from(("domain:", "name:")), TEXTS)
@example("name:", "co inc co inc")
def test_normal_form_of_a_company_is_a_fixed_point(kind: str, text: str) -> None:
    try:
        normal = company_identifier(kind + text)
    except InvalidIdentifier:
        return
    assert company_identifier(normal) == normal


@pytest.mark.parametrize("number", ["42", "a:b", "100%", "%3A", "x%25:y"])
def test_a_scoped_number_is_written_as_its_source_sends_it(number: str) -> None:
    source = "urn:example:app"
    scoped = person_identifier(f"uid:{number}", source)
    assert as_sent(scoped, source) == f"uid:{number}"
    assert as_sent(scoped, "urn:example:other") == scoped
    assert person_identifier(as_sent(scoped, source), source) == scoped


def test_a_mark_is_a_number_and_nothing_else() -> None:
    assert is_mark("erased:0")
    assert not any(map(is_mark, ("erased:", "erased:ann@example.org", " erased:1", "uid:erased:1")))
