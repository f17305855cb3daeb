using CsCheck;

namespace OmniForge.Skills.Tests.Repair;

public sealed class AnyRepairTests
{
    private static readonly string[] Pieces =
    [
        "\n", "\r\n", ": ", " ", "\t", "- ", "\"", "'", "[", "]", "{", "}", "#x", "---\n", "x: y: z\n", "name", "🙂", "\u200B", ")", "(", ", Read", "yes",
        "$1.00", "!`ls`", "\u0001", "tags: a\n", "Task ",
    ];

    private static readonly Gen<string> Mutated =
        from file in Gen.Int[0, GoodFiles.All.Count - 1]
        from edits in Gen.Select(Gen.Int[0, 300], Gen.Int[0, 4], Gen.Int[0, Pieces.Length - 1]).Array[1, 4]
        select edits.Aggregate(GoodFiles.All[file], (text, edit) =>
        {
            var at = Math.Min(edit.Item1, text.Length);
            return text.Remove(at, Math.Min(edit.Item2, text.Length - at)).Insert(at, Pieces[edit.Item3]);
        });

    [Fact]
    public void No_repair_makes_a_file_worse_or_moves_twice()
        => Gen.Select(Mutated, Gen.Int[0, 3], Gen.Int[0, 2]).Sample(
            (text, profile, kind) =>
            {
                var check = new SkillCheck((SkillProfile)profile) { FolderName = "weekly-report" };
                var once = SkillFixes.Apply(text, check, (FixKind)kind);
                return once.Text == SkillFixes.Apply(once.Text, check, (FixKind)kind).Text
                    && (kind > 0 || Errors(once.Left) <= Errors(SkillDocument.Parse(text).Validate(check)));
            },
            iter: 1_500);

    private static int Errors(IReadOnlyList<SkillDiagnostic> found) => found.Count(finding => finding.Severity == SkillSeverity.Error);
}
