/** A question to the service as a hook: what it answered, why it did not, whether it is under way. */
import { useEffect, useRef, useState } from "preact/hooks"
import { get, getPages, type Params, type Problem, problemOf } from "./api"
import { names, onChanges } from "./live"

export type Asked<T> = {
  answer: T | null // the latest one stays while the next is under way, so that nothing jumps
  problem: Problem | null
  waiting: boolean
  again: (after?: string) => void
}
/** A list of which more can be asked for, until null. */
export type Paged<Page> = Asked<Page> & { more: (() => void) | null }

/** Asks at *path* whenever it or *params* change; a null path asks nothing. */
export function useAsked<T>(path: string | null, params: Params = {}): Asked<T> {
  return useAnswer(path && JSON.stringify([path, params]), 1, (after, signal) =>
    get<T>(path!, { ...params, after }, signal),
  )
}

/** As `useAsked`, of a list that comes page by page: *list* names it, *first* so many at once. */
export function usePages<Page extends { next?: string | null }>(
  path: string,
  list: keyof Page & string,
  params: Params = {},
  first = 1,
): Paged<Page> {
  const question = JSON.stringify([path, params])
  const [wanted, setWanted] = useState({ of: question, pages: first })
  const pages = wanted.of === question ? wanted.pages : first
  const asked = useAnswer(question, pages, (after, signal) =>
    getPages<Page>(path, { ...params, after }, list, pages, signal),
  )
  const more = () => setWanted({ of: question, pages: pages + 1 })
  return { ...asked, more: asked.answer?.next ? more : null }
}

type Heard<T> = { turn: string; of: string | null; answer: T | null; problem: Problem | null }

/** Asks a *question* as often as it changes, or how many *pages* it wants, or on *again*. */
function useAnswer<T>(
  question: string | null,
  pages: number,
  ask: (after: string, signal: AbortSignal) => Promise<T>,
): Asked<T> {
  const [heard, setHeard] = useState<Heard<T>>({ turn: "", of: null, answer: null, problem: null })
  const [times, setTimes] = useState({ number: 0, after: "" })
  const again = (after = "") => setTimes((last) => ({ number: last.number + 1, after }))
  const turn = JSON.stringify([question, pages, times])
  useComeBack(heard.problem, again)

  useEffect(() => {
    if (question === null) return
    const leaving = new AbortController()
    ask(times.after, leaving.signal)
      .then((answer) => setHeard({ turn, of: question, answer, problem: null }))
      .catch((error: unknown) => {
        if (leaving.signal.aborted) return
        const problem = problemOf(error)
        setHeard(({ of, answer }) =>
          isAway(problem) && of === question
            ? { turn, of, answer, problem }
            : { turn, of: null, answer: null, problem },
        )
      })
    return () => leaving.abort()
  }, [turn])

  const { answer, problem } = heard
  return { answer, problem, waiting: question !== null && heard.turn !== turn, again }
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
