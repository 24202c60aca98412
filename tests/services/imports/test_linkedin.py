"""LinkedIn's messages, invitations and recommendations, in the columns of its archive."""

from datetime import UTC, datetime
from io import BytesIO

from services.imports.connections import profiles_in
from services.imports.detection import format_of
from services.imports.linkedin import INVITATIONS, MESSAGES, RECOMMENDATIONS
from tests.services.imports.reading import BOB, passed, read, said, times, unclear

IN = "https://www.linkedin.com/in/"
HEADING = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
    "SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT\n"
)
MESSAGE = (
    f'c1,,Ann Lee,{IN}ann-lee,Bob,{IN}bob,2026-01-31 12:00:00 UTC,,"a secret\nin lines",INBOX,,No\n'
)
ANSWER = f"c1,,Bob,{IN}bob,Ann Lee,{IN}ann-lee,2026-01-31 13:00:00 UTC,,x,SENT,,No\n"
GROUP = f'c2,,Bob,{IN}bob,Two,"{IN}ann-lee,{IN}ben-ito",2026-02-01 13:00:00 UTC,,x,SENT,,No\n'
ADS = "c3,,Globex,,Bob,https://www.linkedin.com/in/bob,2026-02-01 13:00:00 UTC,,x,INBOX,,No\n"
UNDATED = MESSAGE.replace("2026-01-31 12:00:00 UTC", "once")
ASKED = (
    "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    f'Bob,Ann Lee,"1/29/26, 2:37 PM",a secret,OUTGOING,{IN}bob,{IN}ann-lee\n'
    f'Ben Ito,Bob,"1/30/26, 2:37 AM",,INCOMING,{IN}ben-ito,{IN}bob\n'
    'Cy,Bob,"1/30/26, 2:37 AM",,INCOMING,,\n'
)
PRAISE = (
    "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
    'Ann,Lee,Globex,Lead,"a secret","06/01/25, 12:00 PM",VISIBLE\n'
    'Dee,Park,Umbrella,Analyst,x,"06/01/25, 12:00 PM",VISIBLE\n'
)


def test_messages_are_contact_of_profiles_and_what_was_written_is_not_read() -> None:
    found = read(MESSAGES, HEADING + MESSAGE + ANSWER + GROUP)
    assert [(one["participants"], one["from"], one["how"])
            for one in said(found, "interaction.recorded")] == [
        (["linkedin:ann-lee", "linkedin:bob"], "linkedin:ann-lee", "message"),
        (["linkedin:bob", "linkedin:ann-lee"], "linkedin:bob", "message"),
        (["linkedin:bob", "linkedin:ann-lee", "linkedin:ben-ito"], "linkedin:bob", "message"),
    ]  # fmt: skip
    assert times(found, "interaction.recorded")[0] == datetime(2026, 1, 31, 12, tzinfo=UTC)
    assert "secret" not in repr(found)


def test_who_has_part_in_every_message_is_me_once_others_change() -> None:
    mine = {"identifiers": [BOB, "linkedin:bob"]}
    alone = ANSWER.replace("ann-lee", "ben-ito")
    assert mine in said(read(MESSAGES, HEADING + MESSAGE + alone), "person.observed")
    assert mine not in said(read(MESSAGES, HEADING + MESSAGE + ANSWER), "person.observed")


def test_advertising_is_left_out_and_a_message_without_its_date_told() -> None:
    found = read(MESSAGES, HEADING + ADS + MESSAGE.replace("INBOX", "SPAM") + UNDATED)
    assert passed(found) == [2, 3]
    assert unclear(found) == [(5, "DATE")]


def test_an_invitation_is_a_soft_word_and_tells_my_profile() -> None:
    found = read(INVITATIONS, ASKED)
    assert [one["from"] for one in said(found, "interaction.recorded")] == [
        "linkedin:bob", "linkedin:ben-ito",
    ]  # fmt: skip
    assert {one["how"] for one in said(found, "interaction.recorded")} == {"mention"}
    assert said(found, "person.observed").count({"identifiers": [BOB, "linkedin:bob"]}) == 2
    assert {"identifiers": ["linkedin:ben-ito"], "name": "Ben Ito"} in said(
        found, "person.observed"
    )
    assert unclear(found) == [(4, "inviteeProfileUrl")]


def test_a_recommendation_is_of_a_connection_of_that_name() -> None:
    rows = f"Ann,Lee,{IN}ann-lee,,G,L,1 Jan 2026\nDee,Park,{IN}dee,,,,\nDee,Park,{IN}dee-2,,,,\n"
    heading = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    profiles = profiles_in(BytesIO((heading + rows).encode()))
    found = read(RECOMMENDATIONS, PRAISE, profiles=profiles)
    assert said(found, "relation.asserted") == [
        {"person": BOB, "related": "linkedin:ann-lee", "relation": "colleague"}
    ]
    assert unclear(found) == [(3, "First Name")]  # two have this name


def test_they_are_told_by_their_headings() -> None:
    for text, format_ in ((HEADING, MESSAGES), (ASKED, INVITATIONS), (PRAISE, RECOMMENDATIONS)):
        assert format_of("archive.zip/a.csv", BytesIO(text.encode())) is format_


def test_a_group_is_told_apart_however_its_profiles_are_parted() -> None:
    found = read(MESSAGES, HEADING + GROUP.replace("ann-lee,", "ann-lee; "))
    assert said(found, "interaction.recorded")[0]["participants"] == [
        "linkedin:bob", "linkedin:ann-lee", "linkedin:ben-ito",
    ]  # fmt: skip


def test_an_older_archive_that_names_no_recipients_is_told() -> None:
    heading = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,DATE,FOLDER\n"
    found = read(MESSAGES, f"{heading}c1,Ann Lee,{IN}ann-lee,Bob,2020-01-31 12:00:00 UTC,INBOX\n")
    assert unclear(found) == [(2, "RECIPIENT PROFILE URLS")]
