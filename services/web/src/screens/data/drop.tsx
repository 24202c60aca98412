import { useState } from "preact/hooks"

/** A place to drop a file on, and a button for whoever has no mouse. */
export function Drop({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false)
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer?.files[0]
    if (file) onFile(file)
  }
  return (
    <div
      class={over ? "drop over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <h2>Bring whom you know</h2>
      <p>
        Drop a file of another app here: LinkedIn's archive, an address book (vCard, Google
        Contacts), a calendar, mail (mbox), or any table of people. You see what is understood
        before anything is kept.
      </p>
      <label class="file">
        <input
          type="file"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            if (file) onFile(file)
          }}
        />
        <span>Choose a file</span>
      </label>
    </div>
  )
}
