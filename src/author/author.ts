export const service = (name: string, spec: object) => ({ version: 1, service: name, ...spec });
