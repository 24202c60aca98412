"""What a person may ask an assistant for in one go: a coffee, or a way in."""

from typing import Annotated, Any

from mcp.server import MCPServer
from pydantic import Field

Whom = Annotated[str, Field(description="With whom: a name or an e-mail address: Ann Lee")]
Where = Annotated[str, Field(description="The company: a name or a domain: Globex")]


def add_prompts(server: MCPServer[Any]) -> None:
    """Each leaves every word and every step to the person."""

    @server.prompt(title="Prepare a coffee", description="Before you meet one contact.")
    def prepare_coffee(whom: Whom) -> str:
        return (
            f"I am going to have a coffee with the contact who is called: {whom}\n"
            "Use prepare_gathering with this one attendee, person, and sheet. Tell me on half a "
            "page how we know each other, how to begin, what I can offer, the most I may ask for, "
            "and what not to mention. Nobody is asked outright for a job or a referral. Write "
            "nothing to Inroad; afterwards I'll tell you what to note."
        )

    @server.prompt(title="A way into a company", description="From here to the next small step.")
    def way_into(company: Where) -> str:
        return (
            f"I would like to get into the company that is called: {company}\n"
            "Use find_way_in by strongest with 3 paths, and company_intel. Tell me in plain words "
            "whom to speak to first and why, the next small step with them and words for it, and "
            "what is said of the place. If there is no way yet, tell me what would help."
        )
