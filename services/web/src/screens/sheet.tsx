import { useEffect, useState } from "preact/hooks"
import { useLocation } from "preact-iso"
import { at, get, post, Problem, problemOf, type Schemas } from "../api"
import { Screen } from "../app"
import { useAsked, useComeBack, useLive } from "../asked"
import { publish, publishAll, retract } from "../events"
import { understood, type Jotting } from "../jottings"
import { isPersonRef, me, personRef } from "../me"
import { once } from "../once"
import { Company } from "../ui/links"
import { Trouble, Waiting, tell } from "../ui/notice"
import { Pick, usePicked } from "../ui/pick"
import { ago, counted, dayOf } from "../words"

type Agenda = Schemas["AgendaPage"]
type Target = Schemas["TargetWanted"]
type Way = Schemas["PathAnswer"]
type Change = Schemas["Change"]

const WEEKS = 26

/** My target companies: how much I want each, how near it is, and whom to show them to. */
export function Sheet() {
  const agenda = useAsked<Agenda>(at("people", me.value, "agenda"))
  useLive(agenda, "any")
  const targets = agenda.answer?.targets ?? []
  const ways = useWays(targets, agenda.answer)
  const changes = useChanges(targets)
  return (
    <Screen title="My sheet">
      {agenda.problem && <Trouble problem={agenda.problem} />}
      {!agenda.answer && agenda.waiting && <Waiting />}
      {agenda.answer && (
        <>
          <Add onChange={agenda.again} />
          {targets.length === 0 && <p>Which companies do you want to get into? Name three.</p>}
          <p>
            <a href="/add">Add several, and people</a>
          </p>
          {targets.length > 0 && !ways && <Waiting what="Looking how near each is" />}
          <ul class="targets">
            {(ways ? targets : []).map((one) => (
              <Line
                key={one.company.id}
                target={one}
                way={ways?.get(one.company.ref)}
                change={changes?.get(one.company.id) ?? null}
                compared={changes !== null}
                onChange={agenda.again}
              />
            ))}
          </ul>
          {ways && targets.length > 0 && <Show />}
        </>
      )}
    </Screen>
  )
}

/** The nearest way to each target, asked in one request, and again with what the sheet was *told*. */
function useWays(targets: readonly Target[], told: unknown): Map<string, Way | null> | null {
  const [ways, setWays] = useState<Map<string, Way | null> | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [turn, setTurn] = useState(0)
  useComeBack(problem, () => setTurn((last) => last + 1))
  const refs = targets.map((one) => one.company.ref)
  useEffect(() => {
    if (refs.length === 0) return
    let left = false
    const questions = refs.map((to) => ({ from: me.value, to }))
    post<Schemas["PathAnswers"]>("/v1/paths", { questions })
      .then((told) => {
        const answers = told.outcomes.map((one) => one.answer ?? null)
        if (left) return
        setProblem(null)
        setWays(new Map(refs.map((ref, place) => [ref, answers[place] ?? null])))
      })
      .catch((error: unknown) => {
        if (left) return
        setProblem(problemOf(error))
        setWays(new Map(refs.map((ref) => [ref, null]))) // the lines stand without it
      })
    return () => {
      left = true
    }
  }, [told, turn])
  return ways
}

/** What last changed how near each target is, by its id: from the report of half a year. */
function useChanges(targets: readonly Target[]): Map<string, Change | null> | null {
  const path = targets.length ? at("people", me.value, "report") : null
  const report = useAsked<Schemas["Report"]>(path, { weeks: WEEKS })
  if (report.problem) return new Map() // the lines stand without it
  if (!report.answer) return null
  return new Map(report.answer.targets.map((one) => [one.company.id, one.changes.at(-1) ?? null]))
}

function Add({ onChange }: { onChange: (after?: string) => void }) {
  const { words, ref, put, field } = usePicked()
  const add = async (event: Event) => {
    event.preventDefault()
    await once(`add ${ref || words}`, async () => {
      const { events, targets } = await understood({ targets: [ref || words] })
      if (events.length === 0) return tell(toldOf(targets[0]))
      const { receipt, undo } = await publishAll(events)
      onChange(receipt)
      put("")
      tell(`${words} is on your sheet.`, async () => onChange(await undo()))
    })
  }
  return (
    <form class="line" onSubmit={add}>
      <Pick kind="company" label="A company to add" placeholder="A company to add" {...field} />
      <button class="primary">Add</button>
    </form>
  )
}

/** Why a company can't be added: it is there already, or can be no company's name. */
function toldOf(target: Jotting | undefined): string {
  return target?.understood[0] ?? "Write the name of a company: Globex, or globex.com."
}

type LineProps = {
  target: Target
  way: Way | null | undefined // undefined: it is being looked for
  change: Change | null
  compared: boolean
  onChange: (after?: string) => void
}

function Line({ target, way, change, compared, onChange }: LineProps) {
  const say = async (kind: string, more: Record<string, unknown>, text: string) => {
    const about = { person: me.value, company: target.company.ref }
    const { id, receipt } = await publish(kind, { ...about, ...more })
    onChange(receipt)
    tell(text, async () => onChange((await retract(id)).receipt))
  }
  const kept = {
    ...(target.function ? { function: target.function } : {}),
    ...(target.place ? { place: target.place } : {}),
  }
  const name = target.company.name
  return (
    <li class="card">
      <div class="head">
        <h2>
          <Company which={target.company} />
        </h2>
        <label class="priority">
          <span class="hidden">How much you want {name}</span>
          <select
            value={String(target.priority)}
            onChange={(event) => {
              const priority = Number(event.currentTarget.value)
              void say("company.targeted", { ...kept, priority }, `${name}: noted.`)
            }}
          >
            {[...new Set([1, 2, 3, target.priority])].sort().map((priority) => (
              <option key={priority} value={String(priority)}>
                {WANT[priority] ?? `wanted ${priority} times as much`}
              </option>
            ))}
          </select>
        </label>
        <button
          class="icon"
          aria-label={`Take ${name} off the sheet`}
          onClick={() => say("company.untargeted", {}, `${name} is off your sheet.`)}
        >
          ×
        </button>
      </div>
      {way ? (
        <p>
          {way.no_path?.text ?? way.sentence}{" "}
          <a href={`/way-in?to=${encodeURIComponent(target.company.ref)}`}>{near(way)}</a>
        </p>
      ) : (
        <p class="quiet">
          {way === null ? "How near it is can't be told now." : "Looking how near it is …"}
        </p>
      )}
      <p class="quiet">
        {compared ? changed(change, target.since, way) : "Looking what changed …"}
      </p>
    </li>
  )
}

function changed(change: Change | null, since: string, way: Way | null | undefined): string {
  if (!change) return stayed(since, way?.no_path ? "No nearer than" : "As near as")
  const cause = change.causes[0]?.text ?? ""
  return `${change.text} ${cause} (${ago(change.end)})`
}

/** That a company has come no nearer: since half a year, or since it is on the sheet. */
function stayed(since: string, as: string): string {
  const days = (Date.now() - Date.parse(since)) / 86_400_000
  if (days < 1) return "New on your sheet."
  return days < WEEKS * 7
    ? `${as} on ${dayOf(since)}, when it came on your sheet.`
    : `${as} half a year ago.`
}

const WANT: Record<number, string> = { 1: "wanted", 2: "wanted more", 3: "wanted most" }

function near(way: Way): string {
  const path = way.paths[0]
  if (path) return path.hops === 0 ? "You are inside" : `${counted(path.hops, "hop")} away`
  return way.one_coffee_away.length ? "One coffee away" : "What would help"
}

function Show() {
  const { route } = useLocation()
  const { words, ref, put, field } = usePicked()
  const [problem, setProblem] = useState<Problem | null>(null)
  const handOver = async (form: HTMLFormElement) => {
    const whom = ref || personRef(words)
    const to = isPersonRef(whom) ? whom : await onlyOneCalled(words)
    if (!form.isConnected) return // somebody went elsewhere meanwhile
    if (to) return route(`/hand-over/${encodeURIComponent(to)}`)
    const remedy = "Choose from the list, or add them to the people you know"
    setProblem(new Problem(422, `It is not clear whom you mean by “${words}”.`, "", remedy))
  }
  return (
    <section class="card">
      <h2>Show it to somebody</h2>
      <p class="quiet">
        Each contact sees the companies where they can probably help, and nothing else of yours.
        Pass your phone across the table.
      </p>
      <form
        class="line"
        onSubmit={(event) => {
          event.preventDefault()
          void handOver(event.currentTarget)
        }}
      >
        <Pick
          kind="person"
          label="Whom"
          placeholder="Ann"
          {...field}
          onText={(text) => {
            put(text)
            setProblem(null)
          }}
        />
        <button>Hand over</button>
      </form>
      {problem && <Trouble problem={problem} />}
    </section>
  )
}

/** The person whom alone *words* fit. */
async function onlyOneCalled(words: string): Promise<string | undefined> {
  const { found } = await get<Schemas["NamesFound"]>("/v1/names", {
    q: words,
    kind: "person",
    limit: 2,
  })
  return found.length === 1 ? found[0]!.ref : undefined
}
