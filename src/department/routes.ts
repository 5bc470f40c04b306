import { z } from 'zod'
import { DepartmentCode, DepartmentView, NewDepartment, PutDepartment } from '../contract/department.ts'
import type { Principal } from '../identity/port.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { DepartmentDesk } from './departments.ts'

const ByCode = z.object({ code: DepartmentCode }).strict()
const DepartmentList = z.object({ items: z.array(DepartmentView), nextCursor: z.null() }).meta({ id: 'DepartmentList' })

/** GET and POST /departments, PUT /departments/{code}. */
export function departmentRoutes(departments: DepartmentDesk): Route[] {
  return [
    route({
      method: 'get', path: '/departments', action: 'department.read', summary: '部门列表 / Departments, with contacts', result: DepartmentList,
      handle: async () => ({ items: [...departments.all()], nextCursor: null }),
    }),
    route({
      method: 'post', path: '/departments', action: 'department.edit', summary: '新增部门 / Adds a department', status: 201, body: NewDepartment, result: DepartmentView,
      handle: async ({ body, user }: RouteRequest<unknown, unknown, NewDepartment, Principal>) => await departments.add(body, user.username),
    }),
    route({
      method: 'put', path: '/departments/:code', action: 'department.edit', summary: '修改部门 / Changes a department from the next call on', params: ByCode, body: PutDepartment, result: DepartmentView,
      handle: async ({ params, body, user }: RouteRequest<z.infer<typeof ByCode>, unknown, PutDepartment, Principal>) => await departments.replace(params.code, body, user.username),
    }),
  ]
}
