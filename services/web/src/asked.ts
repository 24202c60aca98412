/** A question to the service as a hook: what it answered, why it did not, whether it is under way. */
import { useEffect, useRef, useState } from "preact/hooks"
import { get, Problem, type Params } from "./api"
import { names, onChanges } from "./live"

export type Asked<T> = {
  answer: T | null // the latest one stays while the next is under way, so that nothing jumps
  problem: Problem | null
  waiting: boolean
  again: (after?: string) => void
}

/** Asks at *path* whenever it or *params* change; a null path asks nothing. */
export function useAsked<T>(path: string | null, params: Params = {}): Asked<T> {
  const [answer, setAnswer] = useState<T | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [waiting, setWaiting] = useState(path !== null)
  const [turn, setTurn] = useState({ number: 0, after: "" })
  const asked = JSON.stringify([path, params])

  useEffect(() => {
    if (path === null) return
    const leaving = new AbortController()
    setWaiting(true)
    get<T>(path, { ...params, after: turn.after }, leaving.signal)
      .then((told) => {
        setAnswer(told)
        setProblem(null)
        setWaiting(false)
      })
      .catch((error: unknown) => {
        if (leaving.signal.aborted) return
        setAnswer(null)
        setProblem(error instanceof Problem ? error : new Problem(0, String(error)))
        setWaiting(false)
      })
    return () => leaving.abort()
  }, [asked, turn])

  return {
    answer,
    problem,
    waiting,
    again: (after = "") => setTurn((last) => ({ number: last.number + 1, after })),
  }
}

/** Whether each has its answer, or why there is none: what they show can stand, and moves no more. */
export function areSettled(...all: Asked<unknown>[]): boolean {
  return all.every((one) => one.answer !== null || !one.waiting)
}

/** Asks again as the graph changes: after changes of what the answer names, or after any. */
export function useLive(asked: Asked<unknown>, after: "named" | "any"): void {
  const latest = useRef(asked)
  latest.current = asked
  useEffect(
    () =>
      onChanges(
        (applied) => after === "any" || names(latest.current.answer, applied),
        () => latest.current.again(),
      ),
    [after],
  )
}
