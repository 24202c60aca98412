import { useState } from "preact/hooks"
import { at, post, Problem, problemOf, type Schemas } from "../../api"
import type { Asked } from "../../asked"
import { Trouble, Waiting, tell } from "../../ui/notice"
import { Progress } from "../../ui/progress"
import { counted, dayOf } from "../../words"
import { usePolling } from "./sending"

type Page = Schemas["ImportsPage"]
type Import = Schemas["ImportTold"]
type Undo = Schemas["UndoTold"]

/** What was imported, here and in the terminal, each with a way back. */
export function Imports({ listed }: { listed: Asked<Page> }) {
  const [undo, setUndo] = useState<Undo | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const failed = (error: unknown) => {
    setUndo(null)
    setProblem(problemOf(error))
  }
  usePolling<Page>(
    "/v1/imports",
    undo !== null,
    (told) => {
      if (told.undo?.running) return setUndo(told.undo)
      setUndo(null)
      listed.again()
      const wrong = told.undo?.problem
      if (wrong) setProblem(new Problem(0, wrong.detail, wrong.field ?? "", wrong.remedy ?? ""))
      else tell("Taken back. Bring the file again to have it again.")
    },
    failed,
  )
  const take = async (one: Import) => {
    setProblem(null)
    try {
      setUndo(await post<Undo>(at("imports", one.import, "undo"), {}))
    } catch (error) {
      failed(error)
    }
  }
  const all = [...(listed.answer?.imports ?? [])].reverse()
  return (
    <section>
      <h2>What was imported</h2>
      {listed.problem && <Trouble problem={listed.problem} />}
      {problem && <Trouble problem={problem} />}
      {!listed.answer && listed.waiting && <Waiting />}
      {listed.answer && all.length === 0 && <p class="quiet">Nothing yet.</p>}
      <ul class="imports">
        {all.map((one) => (
          <li key={one.import}>
            <One
              one={one}
              undo={undo?.import === one.import ? undo : null}
              busy={undo !== null}
              onUndo={() => take(one)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

type OneProps = { one: Import; undo: Undo | null; busy: boolean; onUndo: () => void }

function One({ one, undo, busy, onUndo }: OneProps) {
  const [asked, setAsked] = useState(false)
  const gone = one.undone && one.ended
  return (
    <>
      <span class={gone ? "quiet" : ""}>
        <strong>{one.file}</strong>{" "}
        <span class="quiet">
          {one.title}, {dayOf(one.begun)}, {told(one)}
        </span>
      </span>
      {undo && <Progress what="Taking it back" part={undo.of ? undo.taken / undo.of : 0} />}
      {!gone && !undo && !asked && (
        <button disabled={busy} onClick={() => setAsked(true)}>
          Take back<span class="hidden"> {one.file}</span> …
        </button>
      )}
      {!undo && asked && !gone && (
        <span class="actions">
          <button
            class="danger"
            disabled={busy}
            onClick={() => {
              setAsked(false)
              onUndo()
            }}
          >
            Take {counted(one.events, "event")} back
          </button>
          <button onClick={() => setAsked(false)}>Keep</button>
        </span>
      )}
    </>
  )
}

function told(one: Import): string {
  if (one.undone) return one.ended ? `taken back on ${dayOf(one.undone)}` : "half taken back"
  const said = counted(one.events, "event")
  return one.ended ? said : `${said}, not finished: bring the file again`
}
