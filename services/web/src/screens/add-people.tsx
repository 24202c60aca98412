import "./add-people.css"
import type { TargetedSubmitEvent } from "preact"
import { useState } from "preact/hooks"
import { useLocation } from "preact-iso"
import { at, get, post, Problem, problemOf, type Schemas } from "../api"
import { Screen } from "../app"
import { eventOf, publishAll } from "../events"
import { isUnsure, linesOf, understood, useUnderstood, type Jotting } from "../jottings"
import { me } from "../me"
import { useFocus } from "../ui/focus"
import { Trouble, tell } from "../ui/notice"
import { Understood } from "../ui/understood"
import { counted } from "../words"

type Outcomes = Schemas["PathAnswers"]

/** People and companies typed in, a line each; *first* when nothing at all is known yet. */
export function AddPeople({ first = false }: { first?: boolean }) {
  const { route } = useLocation()
  const field = useFocus<HTMLTextAreaElement>()
  const [people, setPeople] = useState("")
  const [targets, setTargets] = useState("")
  const [name, setName] = useState("")
  const [whom, setWhom] = useState<Record<string, string>>({})
  const [refused, setRefused] = useState<Problem | null>(null)
  const [sending, setSending] = useState(false)
  const said = { people: linesOf(people), targets: linesOf(targets), whom }
  const { page, problem } = useUnderstood(said)
  const trouble = refused ?? problem

  const send = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    if (sending) return
    setSending(true)
    setRefused(null)
    try {
      const now = await understood(said)
      if (now.people.some(isUnsure)) throw new Problem(422, "Some lines wait for a word of yours.")
      const mine = name.trim()
        ? [eventOf("person.observed", { identifiers: [me.value], name: name.trim() })]
        : []
      const { receipt, undo } = await publishAll([...mine, ...now.events])
      tell(`${told(now.people.length, now.targets.length)} added.`, async () => void (await undo()))
      const next = await nextScreen(now.events, receipt).catch(() => "/") // all is kept by now
      if (form.isConnected) route(next)
    } catch (error) {
      if (!form.isConnected) throw error // it is told wherever somebody is by now
      setRefused(problemOf(error))
      setSending(false)
    }
  }
  return (
    <Screen title={first ? "Whom do you know?" : "Add people and companies"}>
      <p>
        {first
          ? "Ten names and three companies are enough for a first way in. You can take all of it back at once."
          : "One a line. You can take all of it back at once."}{" "}
        Or <a href="/data">bring a file</a> of contacts.
      </p>
      <form class="adding" onSubmit={send}>
        <label>
          <span>
            <strong>People</strong>, one a line: the name is enough. Where they work and how you
            know them makes it better.
          </span>
          <textarea
            rows={first ? 10 : 6}
            ref={field}
            placeholder={"Ann Lee, works at Globex, friend\nTom Ray, Initech, met once\nEve Fox"}
            value={people}
            onInput={(event) => setPeople(event.currentTarget.value)}
          />
        </label>
        <label>
          <span>
            <strong>Companies</strong> you want to get into, one a line
          </span>
          <textarea
            rows={3}
            placeholder={"Globex\nHooli\nUmbrella"}
            value={targets}
            onInput={(event) => setTargets(event.currentTarget.value)}
          />
        </label>
        {first && (
          <label>
            <span>
              <strong>Your name</strong>, for the lines that others may send on
            </span>
            <input
              type="text"
              autocomplete="name"
              maxLength={200}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </label>
        )}
        {trouble && <Trouble problem={trouble} />}
        <div class="actions">
          <button class="primary" disabled={sending || !page || page.events.length === 0}>
            {said.targets.length > 0 ? "Show me the way in" : "Add them"}
          </button>
        </div>
        <section class="preview" aria-live="polite" aria-label="As it is understood">
          {page && (
            <>
              <Lines
                lines={page.people}
                onChoose={(name, ref) => setWhom({ ...whom, [name]: ref })}
              />
              <Lines lines={page.targets} onChoose={() => undefined} />
            </>
          )}
        </section>
      </form>
    </Screen>
  )
}

type LinesProps = { lines: readonly Jotting[]; onChoose: (said: string, ref: string) => void }

function Lines({ lines, onChoose }: LinesProps) {
  return (
    <ul class="people">
      {lines.map((line) => (
        <li key={line.text}>
          <Understood jotting={line} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  )
}

function told(people: number, targets: number): string {
  const parts = []
  if (people) parts.push(counted(people, "person", "people"))
  if (targets) parts.push(counted(targets, "company", "companies"))
  return parts.join(" and ")
}

type Targeted = { type: string; data: { company?: string } }

/** The way into the first company that there is one into; once the events are in the graph. */
async function nextScreen(events: readonly unknown[], receipt: string): Promise<string> {
  const wanted = (events as Targeted[])
    .filter((one) => one.type === "inroad.company.targeted.v1")
    .map((one) => one.data.company!)
  await get(at("people", me.value), { after: receipt })
  if (wanted.length === 0) return "/"
  const questions = wanted.map((to) => ({ from: me.value, to }))
  const { outcomes } = await post<Outcomes>("/v1/paths", { questions })
  const near = outcomes.findIndex((one) => one.answer?.paths.length)
  const coffee = outcomes.findIndex((one) => one.answer?.one_coffee_away.length)
  const first = [near, coffee].find((place) => place >= 0)
  return first === undefined ? "/sheet" : `/way-in?to=${encodeURIComponent(wanted[first]!)}`
}
