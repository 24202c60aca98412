/** Sending a file to be imported, and asking how far it is. */
import { useEffect, useState } from "preact/hooks"
import { at, get, Problem, problemOf, refusal, type Schemas } from "../../api"
import { freshId } from "../../ids"

export type Upload = Schemas["UploadPage"]

/** A file of an archive by its own name: the archive's need not be said on each line. */
export function within(upload: Upload, name: string): string {
  return name.startsWith(`${upload.name}/`) ? name.slice(upload.name.length + 1) : name
}

/** Sends a file as it is; *hear* is told which part of it has gone, from 0 to 1. */
export function sendFile(file: File, hear: (part: number) => void): Promise<Upload> {
  const written = new Date(file.lastModified).toISOString()
  const query = new URLSearchParams({ name: file.name, written })
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest() // fetch does not tell how far it is
    request.open("PUT", `${at("uploads", freshId())}?${query}`)
    request.setRequestHeader("content-type", "application/octet-stream")
    request.responseType = "json"
    request.upload.onprogress = (event) => hear(event.loaded / (event.total || 1))
    request.onload = () =>
      request.status === 200
        ? resolve(request.response as Upload)
        : reject(refusal(request.status, request.response))
    request.onerror = () =>
      reject(
        new Problem(0, "The file did not get through.", "", "See that `inroad up` still runs."),
      )
    request.send(file)
  })
}

const PAUSE = 300 // milliseconds between two questions how far it is

/** Asks again and again while *going*, and tells each answer. */
export function usePolling<T>(
  path: string,
  going: boolean,
  onAnswer: (told: T) => void,
  onProblem: (problem: Problem) => void,
): void {
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (!going) return
    const leaving = new AbortController()
    const timer = setTimeout(() => {
      get<T>(path, {}, leaving.signal)
        .then((told) => {
          onAnswer(told)
          setTurn((number) => number + 1)
        })
        .catch((error: unknown) => {
          if (!leaving.signal.aborted) onProblem(problemOf(error))
        })
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [path, going, turn])
}
