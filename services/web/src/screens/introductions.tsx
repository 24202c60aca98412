import { at, post, type Schemas } from "../api"
import { Screen } from "../app"
import { useLive, usePages } from "../asked"
import { publish, retract } from "../events"
import { me } from "../me"
import { once } from "../once"
import { Few } from "../ui/few"
import { Company, Person } from "../ui/links"
import { Trouble, Waiting, tell } from "../ui/notice"
import { ago, capital } from "../words"

type Page = Schemas["IntroductionsPage"]
type Introduction = Schemas["IntroductionSeen"]

const COLUMNS = [
  { name: "Asked", stages: ["requested", "offered"] },
  { name: "Willing", stages: ["accepted", "accepted-by-insider"] },
  { name: "Introduced", stages: ["made"] },
  { name: "Met", stages: ["met", "applied", "interview", "offer", "hired"] },
  { name: "Closed", stages: ["declined", "declined-by-insider", "withdrawn", "no"] },
]

type Step = { label: string; kind: string; data?: Record<string, unknown> }

/** Introductions by how far they have come; each change is one click, and an event. */
export function Introductions() {
  const found = usePages<Page>(at("people", me.value, "introductions"), "introductions", {
    limit: 200,
  })
  useLive(found, "any")
  const all = found.answer?.introductions ?? []
  return (
    <Screen title="Introductions" wide>
      {found.problem && <Trouble problem={found.problem} />}
      {!found.answer && found.waiting && <Waiting />}
      {found.answer && all.length === 0 && (
        <p>
          None yet. When somebody speaks of an insider, <a href="/">Today</a> tells how to ask.
        </p>
      )}
      {found.more && <p class="quiet">The earliest {all.length}; there are more, below.</p>}
      {all.length > 0 && (
        <Few of={all} from={found}>
          {(shown) => (
            <div class="board">
              {COLUMNS.map((column) => (
                <Column
                  key={column.name}
                  name={column.name}
                  introductions={shown.filter((one) => column.stages.includes(one.stage))}
                  mine={found.answer!.person.id}
                  onChange={found.again}
                />
              ))}
            </div>
          )}
        </Few>
      )}
    </Screen>
  )
}

type ColumnProps = {
  name: string
  introductions: Introduction[]
  mine: string // my id: I have several addresses
  onChange: (after?: string) => void
}

function Column({ name, introductions, mine, onChange }: ColumnProps) {
  return (
    <section class="column">
      <h2>
        {name} <span class="quiet">{introductions.length}</span>
      </h2>
      <ul>
        {introductions.map((one) => (
          <li key={one.id} class="card">
            <Card one={one} mine={mine} onChange={onChange} />
          </li>
        ))}
      </ul>
    </section>
  )
}

type CardProps = Pick<ColumnProps, "mine" | "onChange"> & { one: Introduction }

function Card({ one, mine, onChange }: CardProps) {
  const latest = one.stages.at(-1)
  const part = partOf(one, mine)
  const take = async (step: Step) => {
    const { id, receipt } = await publish(step.kind, { ...roles(one), ...step.data })
    onChange(receipt)
    tell(`Noted: ${step.label}.`, async () => onChange((await retract(id)).receipt))
  }
  const answer = async (word: "accept" | "decline") => {
    const said = { from: me.value, answer: word }
    const told = await once(`${one.id} ${word}`, () =>
      post<Schemas["WordTaken"]>(at("introductions", one.id, "answer"), said),
    )
    onChange(told.receipt)
    tell(word === "accept" ? "You are willing." : "You would rather not.", async () =>
      onChange((await retract(told.id)).receipt),
    )
  }
  const waits = one.waits_for?.id === mine
  return (
    <>
      <p class="who">
        {one.insider ? <Person who={one.insider} /> : "Somebody"}
        {one.company && (
          <>
            {" "}
            at <Company which={one.company} />
          </>
        )}
      </p>
      <p class="quiet">
        {part !== "asker" && one.asker && (
          <>
            for <Person who={one.asker} />{" "}
          </>
        )}
        {part !== "introducer" && one.introducer && (
          <>
            by <Person who={one.introducer} />
          </>
        )}
      </p>
      <p class="quiet">
        {spoken(one.stage)}
        {latest && `, ${ago(latest.time)}`}
        {one.waits_for && (waits ? ", waits for you" : `, waits for ${one.waits_for.name}`)}
      </p>
      <div class="actions">
        {waits && part !== "asker" && ["requested", "accepted"].includes(one.stage) ? (
          <>
            <button onClick={() => answer("accept")}>I'm willing</button>
            <button onClick={() => answer("decline")}>Rather not</button>
          </>
        ) : (
          steps(one, part).map((step) => (
            <button key={step.label} onClick={() => take(step)}>
              {step.label}
            </button>
          ))
        )}
      </div>
    </>
  )
}

/** What may come next, said by who may say it. */
function steps(one: Introduction, part: string): Step[] {
  const withdraw = { label: "Withdraw", kind: "introduction.withdrawn" }
  const outcome = (word: string, label: string) => ({
    label,
    kind: "outcome.reported",
    data: { outcome: word },
  })
  if (part === "introducer")
    return one.insider && ["accepted", "accepted-by-insider"].includes(one.stage)
      ? [{ label: "I've introduced them", kind: "introduction.made" }]
      : []
  if (part !== "asker") return []
  switch (one.stage) {
    case "requested":
      return [
        { label: "They said yes", kind: "introduction.accepted" },
        { label: "They said no", kind: "introduction.declined" },
        withdraw,
      ]
    case "offered":
    case "accepted":
    case "accepted-by-insider":
      return one.insider
        ? [{ label: "We were introduced", kind: "introduction.made" }, withdraw]
        : [withdraw]
    case "made":
      return [{ label: "We met", kind: "introduction.met" }]
    case "met":
      return [outcome("applied", "I applied"), outcome("interview", "Interview")]
    case "applied":
      return [outcome("interview", "Interview"), outcome("no", "It was a no")]
    case "interview":
      return [outcome("offer", "An offer"), outcome("no", "It was a no")]
    case "offer":
      return [outcome("hired", "I said yes"), outcome("no", "I said no")]
    default:
      return []
  }
}

function partOf(one: Introduction, mine: string): "asker" | "introducer" | "insider" {
  if (one.introducer?.id === mine) return "introducer"
  return one.insider?.id === mine ? "insider" : "asker"
}

function roles(one: Introduction): Record<string, unknown> {
  return {
    introduction: one.id,
    asker: one.asker?.ref,
    introducer: one.introducer?.ref,
    ...(one.insider ? { insider: one.insider.ref } : {}),
    ...(one.company ? { company: one.company.ref } : {}),
  }
}

function spoken(stage: string): string {
  return capital(stage.replace("-by-insider", " by the insider"))
}
