import { useState } from "preact/hooks"
import { at, post, type Problem, problemOf, type Schemas } from "../api"
import { Screen } from "../app"
import { leftOut } from "../day"
import { publishAll } from "../events"
import { linesOf } from "../jottings"
import { me } from "../me"
import { bare, toPerson } from "../ui/links"
import { Trouble, Waiting, tell } from "../ui/notice"
import { Which } from "../ui/which"

type Page = Schemas["GatheringPage"]
type Talk = Schemas["Talk"]
type Debrief = Schemas["DebriefPage"]
type Named = Schemas["Named"]

/** Who comes is pasted; whom to talk to comes back. Afterwards a few words a person. */
export function Gathering() {
  const [words, setWords] = useState("")
  const [page, setPage] = useState<Page | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [waiting, setWaiting] = useState(false)
  const [whom, setWhom] = useState<Record<string, string>>({}) // refs, by attendee as written
  const prepare = async (chosen: Record<string, string>) => {
    setWhom(chosen)
    setWaiting(true)
    setProblem(null)
    try {
      const attendees = linesOf(words).map((line) => chosen[line] ?? line)
      const asked = { attendees, never_ask: leftOut() }
      setPage(await post<Page>(at("people", me.value, "gathering"), asked))
    } catch (error) {
      setPage(null)
      setProblem(problemOf(error))
    }
    setWaiting(false)
  }
  return (
    <Screen title="A gathering">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void prepare({})
        }}
      >
        <label>
          <span>Who comes? One a line: a name, an address, or both.</span>
          <textarea
            required
            rows={5}
            placeholder={"Ann Lee\nTom Ray <tom@example.org>"}
            value={words}
            onInput={(event) => setWords(event.currentTarget.value)}
          />
        </label>
        <div class="actions">
          <button class="primary">Whom to talk to</button>
        </div>
      </form>
      {problem && <Trouble problem={problem} />}
      {waiting && <Waiting what="Looking at everybody who comes" />}
      {page && !waiting && (
        <Talks
          page={page}
          onChoose={(attendee, ref) => void prepare({ ...whom, [attendee]: ref })}
        />
      )}
      <After />
    </Screen>
  )
}

type TalksProps = { page: Page; onChoose: (attendee: string, ref: string) => void }

function Talks({ page, onChoose }: TalksProps) {
  const asked = page.people.filter((one) => !one.friendly)
  const friendly = page.people.filter((one) => one.friendly)
  return (
    <section aria-live="polite">
      <p class="lead">{page.sentence}</p>
      {page.rules.map((rule) => (
        <p key={rule} class="advice">
          {rule}
        </p>
      ))}
      <ol class="ways">
        {asked.map((one) => (
          <li key={one.whom.id}>
            <OneTalk talk={one} />
          </li>
        ))}
      </ol>
      {friendly.length > 0 && <h2>Just be friendly; ask for nothing</h2>}
      {friendly.map((one) => (
        <OneTalk key={one.whom.id} talk={one} />
      ))}
      {page.strangers.length > 0 && <h2>Nobody you know yet</h2>}
      {page.strangers.map((one) => (
        <p key={one.attendee}>
          {one.attendee}: “{one.opener}”
        </p>
      ))}
      {page.unsure.length > 0 && <h2>Which one is meant?</h2>}
      {page.unsure.map((one) => (
        <Which
          key={one.attendee}
          said={one.attendee}
          candidates={told(one.candidates)}
          onChoose={(ref) => onChoose(one.attendee, ref)}
        />
      ))}
    </section>
  )
}

/** Those of one name, told apart by their addresses. */
function told(candidates: readonly Named[]) {
  return candidates.map((one) => ({ ...one, line: bare(one.ref) }))
}

function OneTalk({ talk }: { talk: Talk }) {
  return (
    <div class="card">
      <h3>
        <a href={toPerson(talk.whom.ref)}>{talk.whom.name}</a>{" "}
        <span class="quiet">{talk.about}</span>
      </h3>
      {talk.opener && <p>“{talk.opener}”</p>}
      {[talk.friendly, talk.why].filter(Boolean).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p class="quiet">{talk.known ?? "You have not met."}</p>
      {talk.offers.map((line) => (
        <p key={line}>
          <strong>Offer</strong> {line}
        </p>
      ))}
      {talk.step && (
        <p>
          <strong>At most</strong> {talk.step}
        </p>
      )}
      {talk.avoid.map((line) => (
        <p key={line} class="advice">
          {line}
        </p>
      ))}
    </div>
  )
}

/** The debrief: what was understood is shown before anything is kept. */
function After() {
  const [words, setWords] = useState("")
  const [heard, setHeard] = useState<Debrief | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const attempt = async (work: () => Promise<void>) => {
    setProblem(null)
    await work().catch((error: unknown) => setProblem(problemOf(error)))
  }
  const [whom, setWhom] = useState<Record<number, string>>({}) // refs, by number of the line
  const understand = async (chosen: Record<number, string>) => {
    setWhom(chosen)
    const on = new Date().toISOString().slice(0, 10)
    const lines = linesOf(words).map((line, place) => meaning(line, chosen[place + 1]))
    const said = { on, lines }
    setHeard(await post<Debrief>(at("people", me.value, "debrief"), said))
  }
  const keep = async (events: Debrief["events"]) => {
    const { undo } = await publishAll(events)
    setHeard(null)
    setWords("")
    tell("Kept.", async () => void (await undo()))
  }
  return (
    <section>
      <h2>Afterwards</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void attempt(() => understand({}))
        }}
      >
        <label>
          <span>A few words about each person: “Ann Lee: warm, neighbour works at Globex”.</span>
          <textarea
            required
            rows={4}
            value={words}
            onInput={(event) => {
              setWords(event.currentTarget.value)
              setHeard(null)
            }}
          />
        </label>
        <div class="actions">
          <button>What is understood?</button>
        </div>
      </form>
      {problem && <Trouble problem={problem} />}
      {heard && (
        <div class="card" aria-live="polite">
          {heard.lines.map((line) => (
            <div key={line.text}>
              <h3>{line.whom?.name ?? line.text}</h3>
              {line.understood.map((one) => (
                <p key={one}>{one}</p>
              ))}
              {line.candidates.length > 0 ? (
                <Which
                  said={nameIn(line.text)}
                  candidates={told(line.candidates)}
                  onChoose={(ref) => void attempt(() => understand({ ...whom, [line.line]: ref }))}
                />
              ) : (
                line.unclear.map((one) => (
                  <p key={one.words} class="advice">
                    “{one.words}” is not understood: {one.remedy}
                  </p>
                ))
              )}
            </div>
          ))}
          <div class="actions">
            {heard.events.length > 0 ? (
              <button class="primary" onClick={() => attempt(() => keep(heard.events))}>
                Keep it
              </button>
            ) : (
              <p>There is nothing new to keep.</p>
            )}
          </div>
        </div>
      )}
    </section>
  )
}

function nameIn(line: string): string {
  return line.split(":")[0]!.trim()
}

/** A line of somebody who is called by name, once it is known that they are *ref*. */
function meaning(line: string, ref: string | undefined): string {
  return ref ? ref + line.slice(line.indexOf(":")) : line
}
