import { useEffect, useRef, useState } from "preact/hooks"
import { at, Problem, problemOf, post, remove } from "../../api"
import { me } from "../../me"
import { Progress } from "../../ui/progress"
import { Trouble } from "../../ui/notice"
import { counted } from "../../words"
import { Drop } from "./drop"
import { Lines } from "./lines"
import { Reading, type Asked } from "./reading"
import { sendFile, usePolling, type Upload, within } from "./sending"

type Props = { onImported: () => void; onNext: () => void }

/** Bring a file: it is sent, looked at, and imported when somebody says so. */
export function Bring({ onImported, onNext }: Props) {
  const [sent, setSent] = useState<number | null>(null)
  const [upload, setUpload] = useState<Upload | null>(null)
  const [asked, setAsked] = useState<Asked>({ from: me.value, columns: {} })
  const [problem, setProblem] = useState<Problem | null>(null)
  const going = upload?.state === "reading" || upload?.state === "importing"

  const failed = (error: unknown) => setProblem(problemOf(error))
  const path = upload ? at("uploads", upload.id) : ""
  usePolling<Upload>(
    path,
    going,
    (told) => {
      setUpload(told)
      if (told.state === "done") onImported()
    },
    failed,
  )
  useLeaving(upload && upload.state !== "done" && upload.state !== "importing" ? path : "")
  const begin = async (what: "preview" | "import", of: Upload, how: Asked) => {
    setProblem(null)
    try {
      setUpload(await post<Upload>(at("uploads", of.id, what), how))
    } catch (error) {
      failed(error)
    }
  }
  const take = async (file: File) => {
    setProblem(null)
    setSent(0)
    try {
      const told = await sendFile(file, setSent)
      setUpload(told)
      if (told.files.length && told.files.every((one) => !one.unsure.includes("email")))
        await begin("preview", told, asked)
    } catch (error) {
      failed(error)
    }
    setSent(null)
  }
  const cancel = async () => {
    if (upload?.state === "importing") {
      await remove(path).catch(() => undefined) // it may have ended meanwhile
      onImported()
    }
    onNext() // what is left deletes itself
  }
  const change = (how: Asked) => {
    setAsked(how)
    void begin("preview", upload!, how)
  }
  return (
    <section class="bring" aria-live="polite">
      {problem && <Trouble problem={problem} />}
      {!upload && sent === null && <Drop onFile={take} />}
      {sent !== null && !upload && <Progress what="Sending the file" part={sent} />}
      {upload && upload.state !== "done" && (
        <div class="card">
          {upload.problem && (
            <Trouble
              problem={
                new Problem(
                  0,
                  upload.problem.detail,
                  upload.problem.field ?? "",
                  upload.problem.remedy ?? "",
                )
              }
            />
          )}
          <Seen upload={upload} />
          {going && (
            <Progress
              what={upload.state === "reading" ? "Reading it" : "Importing it"}
              part={upload.of ? upload.done / upload.of : 0}
            />
          )}
          {upload.state !== "importing" && (
            <Reading upload={upload} asked={asked} onChange={change} />
          )}
          {upload.state === "read" && <Lines upload={upload} />}
          <div class="actions">
            {upload.state !== "importing" && upload.files.some(saysSomething) && (
              <button class="primary" onClick={() => begin("import", upload, asked)}>
                Import
              </button>
            )}
            <button onClick={cancel}>Cancel</button>
          </div>
        </div>
      )}
      {upload?.state === "done" && <Done upload={upload} onNext={onNext} />}
    </section>
  )
}

/** Whether anything of a file would be imported, or has been. */
function saysSomething({ outcome }: Upload["files"][number]): boolean {
  return Boolean(outcome && outcome.new + outcome.known)
}

/** Who leaves without importing leaves no file behind. */
function useLeaving(path: string): void {
  useEffect(() => {
    if (!path) return
    const leave = () => void fetch(path, { method: "DELETE", keepalive: true }).catch(() => null)
    window.addEventListener("pagehide", leave)
    return () => window.removeEventListener("pagehide", leave)
  }, [path])
  const last = useRef(path)
  last.current = path
  useEffect(
    () => () => {
      if (last.current) void remove(last.current).catch(() => null)
    },
    [],
  )
}

/** What the file is, in a plain sentence each. */
function Seen({ upload }: { upload: Upload }) {
  if (upload.files.length === 0)
    return <p class="lead">{upload.name}: nothing in it is in a format that is known.</p>
  return (
    <>
      {upload.files.map((one) => (
        <p key={one.name} class="lead">
          {within(upload, one.outcome?.sentence ?? `${one.name}: ${one.title}.`)}
        </p>
      ))}
      {upload.left_out.length > 0 && (
        <details>
          <summary>{counted(upload.left_out.length, "file")} in it left out</summary>
          <p class="quiet">
            In no format that is known:{" "}
            {upload.left_out.map((name) => within(upload, name)).join(", ")}
          </p>
        </details>
      )}
    </>
  )
}

function Done({ upload, onNext }: { upload: Upload; onNext: () => void }) {
  const all = upload.files.flatMap((one) => (one.outcome ? [one.outcome] : []))
  const fresh = all.reduce((sum, one) => sum + one.new, 0)
  return (
    <div class="card">
      {all.map((one) => (
        <p key={one.import} class="lead">
          {within(upload, one.sentence)}
        </p>
      ))}
      <p>{fresh ? "It is in your network in a moment." : "Nothing has changed."}</p>
      <ul class="next">
        <li>
          <a href="/way-in">Find a way in</a>
        </li>
        <li>
          <a href="/duplicates">Look at possible duplicates</a>
        </li>
      </ul>
      <div class="actions">
        <button onClick={onNext}>Another file</button>
      </div>
    </div>
  )
}
