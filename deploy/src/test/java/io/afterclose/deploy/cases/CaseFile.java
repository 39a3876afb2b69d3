package io.afterclose.deploy.cases;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A case as it is written: a title, then instructions in the order in which they are carried out.
 *
 * @param name of the file, without its ending
 * @param title its first line
 */
record CaseFile(String name, String title, List<Instruction> instructions) {

  private static final String ENDING = ".case";

  /**
   * One instruction.
   *
   * @param line where it stands, from 1
   * @param word what is to be done
   * @param text the rest of its line
   * @param block the lines below it that are indented by two blanks, without these
   */
  record Instruction(int line, String word, String text, List<String> block) {}

  CaseFile {
    instructions = List.copyOf(instructions);
  }

  /** All cases of a folder by name. */
  static List<CaseFile> in(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + ENDING)) {
      found.forEach(files::add);
    }
    files.sort(null);
    List<CaseFile> cases = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      cases.add(
          parse(name.substring(0, name.length() - ENDING.length()), Files.readAllLines(file)));
    }
    return cases;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where it has no title, or a block has no instruction
   */
  static CaseFile parse(String name, List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).startsWith("# ")) {
      throw new IllegalArgumentException(name + ": a title, '# …', was expected in its first line");
    }
    List<Instruction> instructions = new ArrayList<>();
    for (int at = 1; at < lines.size(); at++) {
      String line = lines.get(at);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("  ")) {
        throw new IllegalArgumentException(
            "%s:%d: no instruction stands before this block".formatted(name, at + 1));
      }
      List<String> block = new ArrayList<>();
      int first = at;
      while (at + 1 < lines.size() && lines.get(at + 1).startsWith("  ")) {
        at++;
        block.add(lines.get(at).substring(2));
      }
      int blank = line.indexOf(' ');
      instructions.add(
          new Instruction(
              first + 1,
              blank < 0 ? line : line.substring(0, blank),
              blank < 0 ? "" : line.substring(blank + 1).strip(),
              block));
    }
    return new CaseFile(name, lines.get(0).substring(2), instructions);
  }
}
