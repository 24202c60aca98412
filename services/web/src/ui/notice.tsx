/** What the page says of itself: problems with their remedy, waiting, and what can be undone. */
import { signal } from "@preact/signals"
import { useEffect, useState } from "preact/hooks"
import { type Problem, problemOf } from "../api"
import { publishing } from "../events"
import { me } from "../me"
import { capital } from "../words"
import { keepFocus } from "./focus"

export function Trouble({ problem }: { problem: Problem }) {
  if (problem.status === 404 && problem.message.includes(`'${me.value}'`)) return <NobodyYet />
  return (
    <div class="notice trouble" role="alert">
      <p>{said(problem)}</p>
      {problem.remedy && <p class="quiet">{sentence(problem.remedy)}</p>}
    </div>
  )
}

/** No event has named me: whatever is asked of me has no answer before one does. */
function NobodyYet() {
  return (
    <div class="notice">
      <p>Inroad knows nobody of yours yet.</p>
      <p>
        <a href="/add">Add people and companies</a>, or <a href="/data">bring a file</a>.
      </p>
    </div>
  )
}

const SHOWS = { looking: 300, keeping: 1_000, long: 10_000 } // milliseconds

/** Nothing for a third of a second, then that it is under way; space is kept from the start. */
export function Waiting({ what = "Looking" }: { what?: string }) {
  return (
    <div class="waiting" role="status">
      {usePast(SHOWS.looking) && <UnderWay what={what} />}
    </div>
  )
}

function UnderWay({ what }: { what: string }) {
  return (
    <>
      <span>
        {what} …{usePast(SHOWS.long) && " It takes long: see that `inroad up` still runs."}
      </span>
      <progress aria-label={what} />
    </>
  )
}

/** Whether so many milliseconds have gone by since it was first asked. */
function usePast(milliseconds: number): boolean {
  const [past, setPast] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setPast(true), milliseconds)
    return () => clearTimeout(timer)
  }, [])
  return past
}

type Done = { text: string; undo: (() => Promise<void>) | null }

const done = signal<Done | null>(null)

const SHORT = 15_000 // milliseconds

/** Tell that something was done; with a way back it stays until it is closed, or more is told. */
export function tell(text: string, undo: (() => Promise<void>) | null = null): void {
  done.value = { text, undo }
}

/** Tell what was refused, and what to do. */
export function tellProblem(problem: Problem, undo: Done["undo"] = null): void {
  const what = sentence(said(problem))
  tell(problem.remedy ? `${what} ${sentence(problem.remedy)}` : what, undo)
}

/** What can't be taken back now can be later. */
async function takeBack(undo: () => Promise<void>): Promise<void> {
  tell("Taking it back …")
  try {
    await undo()
    tell("Taken back.")
  } catch (error) {
    tellProblem(problemOf(error), undo)
  }
}

export function Toast() {
  const told = done.value
  useEffect(() => {
    keepFocus()
    if (!told || told.undo) return
    const timer = setTimeout(() => (done.value = null), SHORT)
    return () => clearTimeout(timer)
  }, [told])
  return (
    <div class="toasts" role="status" aria-live="polite">
      {publishing.value > 0 && <Keeping />}
      {told && (
        <div class="toast">
          <span>{told.text}</span>
          {told.undo && (
            <button class="link" onClick={() => takeBack(told.undo!)}>
              Undo
            </button>
          )}
          <button class="icon" aria-label="Close" onClick={() => (done.value = null)}>
            ×
          </button>
        </div>
      )}
    </div>
  )
}

/** What was said is not kept yet. */
function Keeping() {
  return usePast(SHOWS.keeping) ? (
    <div class="toast">
      <UnderWay what="Keeping it" />
    </div>
  ) : null
}

/** What is wrong and where, as people count: targets.0 is targets, line 1; a (file) is in sight. */
function said({ field, message }: Problem): string {
  if (!field || field.startsWith("(")) return message
  const place = field.replace(/\.(\d+)/g, (_, index) => `, line ${Number(index) + 1}`)
  return `${place}: ${message}`
}

function sentence(words: string): string {
  const said = words.trim()
  return capital(said) + (/[.!?]$/.test(said) ? "" : ".")
}
