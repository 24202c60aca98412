import { useEffect, useState } from "preact/hooks"
import { at, get, post, Problem, problemOf, type Schemas } from "../api"
import { useAsked } from "../asked"
import { OWNER, retractAll } from "../events"
import { drop, handed, keep, type Answer, type Handed } from "../handed"
import { me } from "../me"
import { useFocus, useTakenFocus } from "../ui/focus"
import { Trouble, Waiting } from "../ui/notice"
import { counted } from "../words"

type SheetPage = Schemas["SheetPage"]
type Line = Schemas["SheetLine"]

const FORMAT = "inroad-sheet-answers-1"
const ANSWERS = [
  { word: "knows-someone", label: "I know someone there" },
  { word: "great-place", label: "A great place" },
  { word: "avoid", label: "I'd stay away" },
  { word: "no-idea", label: "No idea" },
]

/**
 * The phone is passed across the table: a line at a time, four big answers, then it goes back.
 * From the beginning on it works without a network, and comes back as it was when it is reloaded.
 */
export function HandOver({ name }: { name: string }) {
  const [state, setState] = useState<Handed | null>(() => handed(name))
  document.title = "Sheet, handed over · Inroad"
  const change = (next: Handed) => {
    keep(name, next)
    setState(next)
  }
  const again = () => {
    drop(name)
    setState(null)
  }
  if (!state)
    return <Begin name={name} onBegin={(lines) => change({ lines, place: 0, said: [] })} />
  if (state.place >= state.lines.length)
    return <Thanks state={state} contact={name} onThrown={again} />
  return <OneLine key={state.place} state={state} onChange={change} onThrown={again} />
}

type BeginProps = { name: string; onBegin: (lines: readonly Line[]) => void }

function Begin({ name, onBegin }: BeginProps) {
  const draft = useAsked<SheetPage>("/v1/sheet", { from: me.value, to: name })
  if (draft.problem)
    return (
      <article class="screen narrow">
        <h1>The sheet</h1>
        <Trouble problem={draft.problem} />
        <p>
          <a href="/sheet">Back to my sheet</a>
        </p>
      </article>
    )
  if (!draft.answer) return <Waiting what="Choosing the lines" />
  return (
    <article class="screen narrow">
      <h1>{draft.answer.title}</h1>
      <p>
        {counted(draft.answer.lines.length, "company", "companies")}, one at a time. Say what comes
        to mind; skip what does not.
      </p>
      <button class="primary big" onClick={() => onBegin(draft.answer!.lines)}>
        Begin
      </button>
    </article>
  )
}

type OneLineProps = { state: Handed; onChange: (next: Handed) => void; onThrown: () => void }

function OneLine({ state, onChange, onThrown }: OneLineProps) {
  const [naming, setNaming] = useState(false)
  const { lines, place, said } = state
  const heading = useTakenFocus<HTMLHeadingElement>(true)
  const line = lines[place]!
  const next = (answer: Answer | null) =>
    onChange({ lines, place: place + 1, said: answer ? [...said, answer] : said })
  return (
    <article class="screen narrow hand">
      <p class="quiet" aria-live="polite">
        {place + 1} of {lines.length}
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {line.company.name}
      </h1>
      <p class="quiet">{line.reason ?? ""}</p>
      {naming ? (
        <Naming line={line} onSaid={next} onBack={() => setNaming(false)} />
      ) : (
        <div class="answers">
          {ANSWERS.map(({ word, label }) => (
            <button
              key={word}
              class="big"
              onClick={() =>
                word === "knows-someone"
                  ? setNaming(true)
                  : next({ company: line.company.ref, answer: word })
              }
            >
              {label}
            </button>
          ))}
          <button class="link" onClick={() => next(null)}>
            Skip
          </button>
          {said.length > 0 && <ThrowAway onThrown={onThrown} />}
        </div>
      )}
    </article>
  )
}

type NamingProps = { line: Line; onSaid: (answer: Answer) => void; onBack: () => void }

function Naming({ line, onSaid, onBack }: NamingProps) {
  const field = useFocus<HTMLInputElement>()
  const [words, setWords] = useState("")
  const company = line.company.ref
  return (
    <form
      class="answers"
      onSubmit={(event) => {
        event.preventDefault()
        onSaid({
          company,
          answer: "knows-someone",
          ...(words.trim() ? { words: words.trim() } : {}),
        })
      }}
    >
      <label>
        <span>Who is it? “My neighbour” is enough.</span>
        <input
          maxLength={200}
          value={words}
          ref={field}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </label>
      <button class="primary big">Go on</button>
      <button type="button" class="link" onClick={onBack}>
        Back
      </button>
    </form>
  )
}

/** The answers of a sheet that nobody needs any more, once that is said twice. */
function ThrowAway({ onThrown }: { onThrown: () => void }) {
  const [asked, setAsked] = useState(false)
  if (!asked)
    return (
      <button class="link" onClick={() => setAsked(true)}>
        Throw these answers away
      </button>
    )
  return (
    <div class="card danger" role="group" aria-label="Throw these answers away?">
      <p>They are kept nowhere else. This can't be undone.</p>
      <div class="actions">
        <button class="danger" onClick={onThrown}>
          Throw away
        </button>
        <button onClick={() => setAsked(false)}>Keep</button>
      </div>
    </div>
  )
}

type Sent = "no" | "sending" | "sent" | Problem

type ThanksProps = { state: Handed; contact: string; onThrown: () => void }

function Thanks({ state, contact, onThrown }: ThanksProps) {
  const { said } = state
  const [published, setPublished] = useState<string[]>([]) // ids of events, once kept
  const [sent, setSent] = useState<Sent>(said.length ? "no" : "sent")
  const heading = useTakenFocus<HTMLHeadingElement>(true)
  useEffect(() => {
    if (said.length === 0) drop(contact)
  }, [])
  const ways = said.filter((one) => one.answer === "knows-someone").length
  const send = async () => {
    setSent("sending")
    try {
      const shared = await post<SheetPage>("/v1/sheets", { from: me.value, to: contact })
      const sheet = shared.sheet!
      await get(at("sheets", sheet), { after: shared.receipt ?? "" })
      const lines = said.filter((one) =>
        shared.lines.some((line) => line.company.ref === one.company),
      )
      const saved = new Date().toISOString()
      const file = { format: FORMAT, sheet, saved, lines }
      const taken = await post<Schemas["AnswersTaken"]>("/v1/sheets/answers", file)
      drop(contact)
      setPublished([shared.event!, ...taken.events])
      setSent("sent")
    } catch (error) {
      setSent(problemOf(error))
    }
  }
  const undo = async () => {
    setSent("sending")
    try {
      await retractAll(published.map((id) => ({ source: OWNER, id })))
      keep(contact, state)
      setPublished([])
      setSent("no")
    } catch (error) {
      setSent(problemOf(error))
    }
  }
  return (
    <article class="screen narrow">
      <h1 ref={heading} tabIndex={-1}>
        Thank you!
      </h1>
      <p class="lead">
        {ways ? `${counted(ways, "new way")} in.` : `${counted(said.length, "answer")}.`}{" "}
        {sent === "sent" && said.length > 0 && "Noted."}
      </p>
      {sent === "no" && <p>Please hand the phone back.</p>}
      {sent instanceof Problem && <Trouble problem={sent} />}
      {sent === "sent" && published.length > 0 && <button onClick={undo}>Undo</button>}
      {sent !== "sent" && (
        <button
          class="primary big"
          disabled={sent === "sending"}
          onClick={published.length > 0 ? undo : send}
        >
          {sent instanceof Problem ? "Try again" : "Keep the answers"}
        </button>
      )}
      <p>
        <a href="/sheet">{sent === "sent" ? "Back to my sheet" : "Keep them later"}</a>
      </p>
      {sent === "no" && <ThrowAway onThrown={onThrown} />}
    </article>
  )
}
