/** Plain words, and what the service understands by them: shown while they are typed. */
import { useEffect, useState } from "preact/hooks"
import { at, post, type Problem, problemOf, type Schemas } from "./api"
import { me } from "./me"

export type Jottings = Schemas["JottingsPage"]
export type Jotting = Schemas["Jotting"]

export type Said = {
  notes?: string[]
  people?: string[]
  targets?: string[]
  whom?: Record<string, string> // by name as written: an identifier, or "new"
}

const PAUSE = 150 // milliseconds after the last key

export function understood(said: Said): Promise<Jottings> {
  return post<Jottings>(at("people", me.value, "jottings"), said)
}

/** What *said* means by now; the last answer stays until the next is there. */
export function useUnderstood(said: Said): { page: Jottings | null; problem: Problem | null } {
  const [page, setPage] = useState<Jottings | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const words = JSON.stringify(said)

  useEffect(() => {
    if (!saysSomething(said)) {
      setPage(null)
      setProblem(null)
      return
    }
    let left = false
    const timer = setTimeout(() => {
      understood(said)
        .then((told) => {
          if (left) return
          setPage(told)
          setProblem(null)
        })
        .catch((error: unknown) => {
          if (!left) setProblem(problemOf(error))
        })
    }, PAUSE)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [words])

  return { page, problem }
}

export function linesOf(words: string): string[] {
  return words
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
}

function saysSomething({ notes = [], people = [], targets = [] }: Said): boolean {
  return [...notes, ...people, ...targets].some((line) => line.trim())
}

/** A name on a line of which it must be said first whom it means. */
export function isUnsure(jotting: Jotting): boolean {
  return jotting.people.some((one) => !one.whom)
}
