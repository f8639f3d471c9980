/** An invented person with a well-formed NIK; the same number gives the same person. */
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
      email: `peserta${number}@warga.example`,
      regencyCode: '63.71',
    },
    enterprise: { kind: 'umkm', name: `Kue Lam ${number}`, sector: 'makanan_minuman', regencyCode: '63.71' },
    role: 'owner',
    consent: true,
  };
}
