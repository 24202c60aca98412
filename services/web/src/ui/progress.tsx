/** How far something is, from 0 to 1, under its name. */
export function Progress({ what, part }: { what: string; part: number }) {
  const percent = Math.min(100, Math.floor(part * 100))
  return (
    <p class="progress">
      <span>
        {what} … {percent}%
      </span>
      <progress aria-label={what} max={100} value={percent} />
    </p>
  )
}
