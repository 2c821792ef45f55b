import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Link } from '../../rules/shared/requirement';

/** Says of a link what is wrong with it, or nothing. Files are read once. */
export type LinkCheck = (link: Link) => string | undefined;

/** Checks links into the files below a folder. */
export function linkCheck(root: string): LinkCheck {
  const texts = new Map<string, string | undefined>();
  const anchors = new Map<string, ReadonlySet<string>>();
  const textOf = (path: string): string | undefined => {
    if (!texts.has(path)) texts.set(path, existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined);
    return texts.get(path);
  };
  const namesIn = (path: string, text: string): ReadonlySet<string> => {
    const known = anchors.get(path) ?? (isTest(path) ? testTitles(text) : exportedNames(text));
    anchors.set(path, known);
    return known;
  };
  return (link) => {
    const [path, anchor] = split(link);
    const text = textOf(path);
    if (text === undefined) return `there is no file ${path}`;
    if (anchor === '') return 'it names no place in the file';
    if (!path.endsWith('.ts')) return text.includes(anchor) ? undefined : `the file does not contain '${anchor}'`;
    if (namesIn(path, text).has(anchor)) return undefined;
    return isTest(path) ? `the file has no test that runs and is called '${anchor}'` : `the file exports no '${anchor}'`;
  };
}

export function split(link: Link): readonly [path: string, anchor: string] {
  const hash = link.indexOf('#');
  return [link.slice(0, hash), link.slice(hash + 1)];
}

function isTest(path: string): boolean {
  return /^test\/.*\.test\.ts$/.test(path);
}

/** What a module exports by declaration. */
function exportedNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of parse(text).statements) {
    if (!ts.canHaveModifiers(statement) || ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true) continue;
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) if (ts.isIdentifier(name)) names.add(name.text);
    } else if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) && statement.name !== undefined) {
      names.add(statement.name.text);
    }
  }
  return names;
}

/** Titles of the tests, and of the groups of them, that run: `test.skip` and `test.todo` do not. */
function testTitles(text: string): ReadonlySet<string> {
  const titles = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const [title] = node.arguments;
      if (title !== undefined && ts.isStringLiteralLike(title) && declaresTests(node.expression)) titles.add(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(text));
  return titles;
}

/** `test`, `describe`, and `test.each(...)`. */
function declaresTests(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === 'test' || callee.text === 'describe';
  const each = ts.isCallExpression(callee) ? callee.expression : ts.isTaggedTemplateExpression(callee) ? callee.tag : undefined;
  return each !== undefined && ts.isPropertyAccessExpression(each) && each.name.text === 'each' && declaresTests(each.expression);
}

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile('module.ts', text, ts.ScriptTarget.Latest);
}
