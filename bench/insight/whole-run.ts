export async function wholeRun(customers: number) {
  return { customers }
}
