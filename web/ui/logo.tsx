/** Two links drawn through each other: a tie that holds. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" strokeWidth="4" strokeLinecap="round" aria-hidden="true">
      <path className="logo-one" d="M17.5 10.5 13 6a5.7 5.7 0 0 0-8 8l5 5a5.7 5.7 0 0 0 8 0" />
      <path className="logo-two" d="M14.5 21.5 19 26a5.7 5.7 0 0 0 8-8l-5-5a5.7 5.7 0 0 0-8 0" />
    </svg>
  )
}
