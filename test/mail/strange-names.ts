/** What somebody may type as a name, or an attacker as anything. */
export const strangeNames = [
  'Siti\r\nBcc: evil@x.example',
  'Siti\nSubject: free money',
  'Siti\u0000Rahmah',
  'Rahmah, Siti, <evil@x.example>',
  'Group: a@x.example, b@x.example;',
  '"Siti" <evil@x.example>',
  '=?utf-8?Q?Siti=0D=0ABcc:_evil@x.example?=',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '{{constructor.constructor}}',
  "O'Brien & Søn",
  'S'.repeat(8_192),
] as const;
