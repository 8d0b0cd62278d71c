import type { inventoryEn } from './en.ts'

export const inventoryEs = {
  'inventories.title': 'Archivos importados',
  'inventories.description':
    'Todos los archivos con que se hizo este registro, con su resumen criptográfico y con cuentas que cuadran fila a fila.',
  'inventories.lead':
    '{count, plural, =0 {Aquí aún no se ha importado ningún archivo.} one {Aquí se ha importado # archivo.} other {Aquí se han importado # archivos.}}',
  'inventories.what':
    'Cada registro de cada archivo acaba como añadido, actualizado, sin cambios o rechazado, y las cuatro cuentas suman sus registros. Un archivo que no se puede leer se rechaza entero y no cambia nada.',
  'inventories.caption': 'Archivos importados, primero el más reciente, con lo que fue de sus registros',
  'inventories.file': 'Archivo',
  'inventories.format': 'Formato',
  'inventories.imported': 'Importado',
  'inventories.records': 'Registros',
  'inventories.added': 'Añadidos',
  'inventories.updated': 'Actualizados',
  'inventories.unchanged': 'Sin cambios',
  'inventories.rejected': 'Rechazados',
  'inventories.absent': 'Ya no figuran',
  'inventories.digest': 'SHA-256',
  'inventories.how-title': 'Cómo importar',
  'inventories.how':
    'En la máquina que ejecuta este servidor, dé archivos o direcciones https. El formato se reconoce por su cabecera y el orden no importa. La orden dice lo que hizo y termina con el estado 3 si se rechazó algún registro.',
  'inventories.where':
    'La Oficina de Administración y Presupuesto (OMB) publica los inventarios federales en GitHub, como ombegov/2024-Federal-AI-Use-Case-Inventory y ombegov/2025-Federal-Agency-AI-Use-Case-Inventory.',
  'inventories.again':
    'El mismo archivo otra vez no cambia nada. Uno corregido sustituye al anterior, y se guarda lo que cambió.',

  'inventory.description': '{file}: resumen criptográfico, cuentas, registros rechazados, avisos y lo que cambió.',
  'inventory.lead': '{records, plural, one {# registro} other {# registros}}, importados el {date}.',
  'inventory.sum':
    '{added, number} añadidos + {updated, number} actualizados + {unchanged, number} sin cambios + {rejected, number} rechazados = {records, number} registros.',
  'inventory.absent':
    '{count, plural, one {# entrada del archivo anterior ya no figura; se conserva y se señala.} other {# entradas del archivo anterior ya no figuran; se conservan y se señalan.}}',
  'inventory.facts-title': 'El archivo',
  'inventory.format': 'Leído como',
  'inventory.year': 'Año del inventario',
  'inventory.encoding': 'Codificación hallada',
  'inventory.size': 'Tamaño',
  'inventory.bytes': '{size, number} octetos',
  'inventory.source': 'Tomado de',
  'inventory.source-local': 'Un archivo en el servidor',
  'inventory.supersedes': 'Sustituye a',
  'inventory.superseded': 'Sustituido por',
  'inventory.rejections-title': 'Registros rechazados',
  'inventory.rejections-none': 'Se leyeron todos los registros de este archivo.',
  'inventory.rejections-caption':
    'Registros rechazados con el motivo y el registro como se leyó, sin datos de contacto',
  'inventory.warnings-title': 'Avisos',
  'inventory.warnings-none': 'Nada en este archivo dio lugar a un aviso.',
  'inventory.warnings-caption': 'Avisos con archivo, registro, columna y motivo',
  'inventory.changes-title': 'Lo que cambió',
  'inventory.changes-none': 'No cambió ninguna entrada que ya estuviera.',
  'inventory.changes-caption': 'Entradas que cambió este archivo',
  'inventory.record': 'Registro',
  'inventory.column': 'Columna',
  'inventory.code': 'Código',
  'inventory.reason': 'Motivo',
  'inventory.raw': 'Como se leyó',
  'inventory.whole': 'todo el registro',
  'inventory.whole-file': 'todo el archivo',
  'inventory.entry': 'Entrada',
  'inventory.change': 'Qué pasó',
  'inventory.change-updated': 'Cambió la declaración',
  'inventory.change-absent': 'Ya no figura',
  'inventory.change-returned': 'Figura de nuevo',
  'inventory.cells': 'Columnas',
  'inventory.next': 'Los siguientes',
  'inventory.shown': '{from, number} a {to, number} de {total, number}',
} as const satisfies Readonly<Record<keyof typeof inventoryEn, string>>
