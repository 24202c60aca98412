/** Ten seconds to note what happened: a field on Today, and by one key wherever one is. */
import "./capture.css"
import type { TargetedSubmitEvent } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import { Problem, problemOf } from "../api"
import { publishAll } from "../events"
import { isUnsure, understood, useUnderstood } from "../jottings"
import { useKeys } from "../keys"
import { Key } from "./key"
import { Trouble, tell } from "./notice"
import { Understood } from "./understood"

const FIELD = "note-field"

/** The button and the key; on a screen that has the field itself they lead to that. */
export function Capture() {
  const dialog = useRef<HTMLDialogElement>(null)
  const [open, setOpen] = useState(false)
  const begin = () => {
    const field = document.getElementById(FIELD)
    if (field) field.focus()
    else setOpen(true)
  }
  useKeys({ c: begin })
  useEffect(() => {
    if (open) dialog.current?.showModal()
  }, [open])
  return (
    <>
      <button class="capture" onClick={begin}>
        <span aria-hidden="true">+ </span>Note <Key of="C" />
      </button>
      <dialog
        class="card capturing"
        ref={dialog}
        aria-label="Note what happened"
        onClose={() => setOpen(false)}
      >
        {open && (
          <>
            <NoteField onNoted={() => dialog.current?.close()} />
            <form method="dialog">
              <button class="link">
                Close <kbd>Esc</kbd>
              </button>
            </form>
          </>
        )}
      </dialog>
    </>
  )
}

type Props = { onNoted?: (receipt: string) => void }

export function NoteField({ onNoted }: Props) {
  const [words, setWords] = useState("")
  const [whom, setWhom] = useState<Record<string, string>>({})
  const [refused, setRefused] = useState<Problem | null>(null)
  const [sending, setSending] = useState(false)
  const said = { notes: [words], whom }
  const { page, problem } = useUnderstood(said)
  const note = page?.notes[0]

  const keep = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    if (sending || !words.trim()) return
    setSending(true)
    setRefused(null)
    try {
      const now = await understood(said) // of the words as they stand, not of a moment ago
      const told = now.notes[0]
      if (!told || isUnsure(told) || now.events.length === 0) throw notClear(told !== undefined)
      const { receipt, undo } = await publishAll(now.events)
      setWords("")
      setWhom({})
      onNoted?.(receipt)
      tell(told.understood.join(" "), async () => onNoted?.(await undo()))
    } catch (error) {
      if (!form.isConnected) throw error // it is told wherever somebody is by now
      setRefused(problemOf(error))
    }
    setSending(false)
  }
  const trouble = refused ?? problem
  return (
    <form class="noting" onSubmit={keep}>
      <div class="line">
        <label>
          <span class="hidden">What happened?</span>
          <input
            id={FIELD}
            type="text"
            autocomplete="off"
            enterkeyhint="send"
            maxLength={400}
            placeholder="coffee with Ann, she knows someone at Globex"
            value={words}
            onInput={(event) => {
              setWords(event.currentTarget.value)
              setRefused(null)
            }}
          />
        </label>
        <button disabled={sending}>Note it</button>
      </div>
      <div class="heard" aria-live="polite">
        {note ? (
          <Understood
            jotting={note}
            onChoose={(name, ref) => {
              setWhom({ ...whom, [name]: ref })
              setRefused(null)
            }}
          />
        ) : (
          <p class="quiet">With whom, and what was said. Enter keeps it.</p>
        )}
      </div>
      {trouble && <Trouble problem={trouble} />}
    </form>
  )
}

function notClear(read: boolean): Problem {
  return read
    ? new Problem(422, "Nothing is kept yet.", "", "Say who is meant, and how: coffee with Ann")
    : new Problem(422, "There is nothing to keep.", "", "Write what happened: coffee with Ann")
}
