/** What a file brought along may weigh. Apart from the schemas, so that a screen can know it without them. */
export const largestAttachment = 25 * 2 ** 20
