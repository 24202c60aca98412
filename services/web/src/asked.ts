/** A question to the service as a hook: what it answered, why it did not, whether it is under way. */
import { useEffect, useRef, useState } from "preact/hooks"
import { get, type Problem, problemOf, type Params } from "./api"
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
  const answered = useRef("")
  const again = (after = "") => setTurn((last) => ({ number: last.number + 1, after }))
  useComeBack(problem, again)

  useEffect(() => {
    setWaiting(path !== null)
    if (path === null) return
    const leaving = new AbortController()
    get<T>(path, { ...params, after: turn.after }, leaving.signal)
      .then((told) => {
        answered.current = asked
        setAnswer(told)
        setProblem(null)
        setWaiting(false)
      })
      .catch((error: unknown) => {
        if (leaving.signal.aborted) return
        const why = problemOf(error)
        if (!isAway(why) || answered.current !== asked) setAnswer(null)
        setProblem(why)
        setWaiting(false)
      })
    return () => leaving.abort()
  }, [asked, turn])

  return { answer, problem, waiting, again }
}

const SOON = 3_000 // milliseconds until whoever was away is asked again

/** Whether nobody answered: what was known is no less true for that. */
export function isAway({ status }: Problem): boolean {
  return status === 0 || status === 503
}

/** Asks *again* and again while the service is away. */
export function useComeBack(problem: Problem | null, again: () => void): void {
  useEffect(() => {
    if (!problem || !isAway(problem)) return
    const timer = setTimeout(() => again(), SOON)
    return () => clearTimeout(timer)
  }, [problem])
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
