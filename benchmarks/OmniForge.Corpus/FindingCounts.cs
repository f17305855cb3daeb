using System.Text.Encodings.Web;
using System.Text.Json;
using OmniForge.Skills;

namespace OmniForge.Corpus;

/// <summary>How often every rule speaks in every profile, and each finding that would make a program refuse a file.</summary>
/// <param name="Files">How many files were read.</param>
/// <param name="Profiles">Per profile: files with an error, and files per rule and severity.</param>
/// <param name="Errors">Every error: profile, file, line, rule, text.</param>
internal sealed record FindingCounts(
    int Files, IReadOnlyDictionary<string, ProfileCounts> Profiles, IReadOnlyList<string> Errors)
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static FindingCounts Of(IReadOnlyList<CorpusFile> files)
    {
        var profiles = new Dictionary<string, ProfileCounts>();
        var errors = new List<string>();
        foreach (var profile in Enum.GetValues<SkillProfile>())
        {
            var rules = new SortedDictionary<string, int>(StringComparer.Ordinal);
            var refused = 0;
            foreach (var file in files)
            {
                var found = file.Document.Validate(profile, file.Folder);
                foreach (var rule in found.Select(finding => $"{finding.Code} {finding.Severity}").Distinct())
                {
                    rules[rule] = rules.GetValueOrDefault(rule) + 1;
                }

                var wrong = found.Where(finding => finding.Severity == SkillSeverity.Error).ToList();
                refused += wrong.Count > 0 ? 1 : 0;
                errors.AddRange(wrong.Select(finding => Line(profile, file, finding)));
            }

            profiles[profile.ToString()] = new(refused, rules);
        }

        return new(files.Count, profiles, errors);
    }

    /// <summary>Every finding of every profile on a line of its own, with the text it points at: what a person judges by hand.</summary>
    public static IEnumerable<string> Listed(IEnumerable<CorpusFile> files)
        => from file in files
           from profile in Enum.GetValues<SkillProfile>()
           from finding in file.Document.Validate(profile, file.Folder)
           select $"{finding.Severity} {Line(profile, file, finding)} [{file.Text.AsSpan(finding.Span.Start, Math.Min(60, finding.Span.Length))}]"
               .ReplaceLineEndings(" ");

    public string ToJson() => JsonSerializer.Serialize(this, Written);

    private static string Line(SkillProfile profile, CorpusFile file, SkillDiagnostic finding)
        => $"{profile} {file.Path}:{file.Document.Lines.Position(finding.Span.Start).Line + 1} {finding.Code} {finding.Message}";
}

/// <summary>The numbers of one profile.</summary>
/// <param name="FilesWithErrors">Files that hold at least one error.</param>
/// <param name="Rules">Number of files by rule and severity, such as "OF3013 Warning".</param>
internal sealed record ProfileCounts(int FilesWithErrors, IReadOnlyDictionary<string, int> Rules);
