/** Asking who is around somebody, and around each from whom the view was widened. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks"
import { at, get, type Problem, problemOf, type Params } from "../../api"
import { isAway, useComeBack } from "../../asked"
import { onChanges } from "../../live"
import { filters, MOST, type Shown } from "./address"
import type { Around } from "./network"

type Question = { path: string; params: Params }
type Told = { told: ReadonlyMap<string, Around>; now: readonly string[] }

export type Surroundings = {
  around: readonly Around[] // the middle's first; the latest stay while the next are under way
  problem: Problem | null
  waiting: boolean
}

/** Asks what is not known yet, and all of it again when somebody shown has changed. */
export function useSurroundings(shown: Shown): Surroundings {
  const [{ told, now }, setTold] = useState<Told>({ told: new Map(), now: [] })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [waiting, setWaiting] = useState(true)
  const [turn, setTurn] = useState(0)
  const answered = useRef(turn)
  useComeBack(problem, () => setTurn((last) => last + 1))
  const questions = questionsOf(shown)
  const keys = questions.map((one) => JSON.stringify(one))

  useEffect(() => {
    const leaving = new AbortController()
    const known = answered.current === turn ? told : new Map<string, Around>()
    setWaiting(true)
    Promise.all(
      questions.map(
        ({ path, params }, number) =>
          known.get(keys[number]!) ?? get<Around>(path, params, leaving.signal),
      ),
    )
      .then((answers) => {
        answered.current = turn
        setTold({ told: new Map(answers.map((one, number) => [keys[number]!, one])), now: keys })
        setProblem(null)
        setWaiting(false)
      })
      .catch((error: unknown) => {
        if (leaving.signal.aborted) return
        const why = problemOf(error)
        if (!isAway(why)) setTold({ told: new Map(), now: [] })
        setProblem(why)
        setWaiting(false)
      })
    return () => leaving.abort()
  }, [keys.join(), turn])

  const around = useMemo(() => now.map((key) => told.get(key)!), [told, now])
  const people = useMemo(
    () => new Set(around.flatMap((answer) => answer.people.map((one) => one.id))),
    [around],
  )
  useEffect(
    () =>
      onChanges(
        (applied) => !applied.whole || applied.people.some((id) => people.has(id)),
        () => setTurn((last) => last + 1),
      ),
    [people],
  )
  return { around, problem, waiting }
}

function questionsOf(shown: Shown): Question[] {
  const asked = filters(shown)
  const middle = {
    path: at("people", shown.around, "neighbourhood"),
    params: { ...asked, most: shown.most, company: shown.company },
  }
  const wider = shown.wider.map((id) => ({
    path: at("people", id, "neighbourhood"),
    params: { ...asked, depth: 1, most: MOST[0]! },
  }))
  return [middle, ...wider]
}
