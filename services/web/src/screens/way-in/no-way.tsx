import { at, type Schemas } from "../../api"
import { useAsked } from "../../asked"
import { publishAll } from "../../events"
import { understood } from "../../jottings"
import { me } from "../../me"
import { once } from "../../once"
import { tell } from "../../ui/notice"
import type { Change } from "./options"
import { isNarrow, spoken, type Question } from "./question"

type Props = {
  answer: Schemas["PathAnswer"]
  question: Question
  onChange: Change
  onTold: (receipt: string) => void
}

/** What would help where there is no way: each of it a link, or a button. */
export function NoWay({ answer, question, onChange, onTold }: Props) {
  const name = answer.to?.name ?? spoken(question.to)
  return (
    <>
      <h2>What would help</h2>
      <ul class="help">
        {isNarrow(question) && (
          <li>
            <button class="link" onClick={() => onChange({ hard: false, least: "0", avoid: [] })}>
              Leave nobody out
            </button>
          </li>
        )}
        {answer.to && !question.former && (
          <li>
            <button class="link" onClick={() => onChange({ former: true })}>
              Ask for people who used to work there too
            </button>
          </li>
        )}
        <li>
          <a href="/add">Add people you know</a>: somebody may work at {name}, or know somebody who
          does.
        </li>
        <Target name={name} company={answer.to?.ref ?? question.to} onTold={onTold} />
      </ul>
    </>
  )
}

type TargetProps = { name: string; company: string; onTold: (receipt: string) => void }

function Target({ name, company, onTold }: TargetProps) {
  const agenda = useAsked<Schemas["AgendaPage"]>(at("people", me.value, "agenda"))
  const wanted = agenda.answer?.targets.some((one) => one.company.ref === company)
  const told = (receipt: string) => {
    agenda.again(receipt)
    onTold(receipt)
  }
  const want = async () => {
    await once(`add ${company}`, async () => {
      const { events } = await understood({ targets: [company] })
      const { receipt, undo } = await publishAll(events)
      told(receipt)
      tell(`${name} is on your sheet.`, async () => told(await undo()))
    })
  }
  if (!agenda.answer) return null
  return (
    <li>
      {wanted ? (
        <>
          <a href="/sheet">Show your sheet</a> to somebody: {name} is on it.
        </>
      ) : (
        <>
          <button class="link" onClick={want}>
            Put {name} on your sheet
          </button>
          , and show it to people who know its field.
        </>
      )}
    </li>
  )
}
