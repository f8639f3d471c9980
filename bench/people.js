/** An invented person with a well-formed NIK; 32 million numbers give as many people. */
export function registrationOf(number) {
  const day = String((number % 28) + 41).padStart(2, '0');
  const month = String((Math.floor(number / 28) % 12) + 1).padStart(2, '0');
  const year = 70 + (Math.floor(number / 336) % 29);
  const serial = String((number % 9_999) + 1).padStart(4, '0');
  return {
    participant: {
      nik: `637105${day}${month}${year}${serial}`,
      name: `Hj. Siti Rahmah ${number}`,
      gender: 'female',
      birthDate: `19${year}-${month}-${String(Number(day) - 40).padStart(2, '0')}`,
      phone: `0812${String(50_000_000 + number)}`,
      regencyCode: '63.71',
    },
    enterprise: { kind: 'umkm', name: `Kue Lam ${number}`, sector: 'makanan_minuman', regencyCode: '63.71' },
    role: 'owner',
    consent: true,
  };
}

/** Requests of people who never registered before, for a batch. */
export function registrationRequests(batchId, from, count) {
  return Array.from({ length: count }, (_, index) => ({
    method: 'POST',
    path: `/api/v1/public/batches/${batchId}/registrations`,
    body: registrationOf(from + index),
  }));
}
