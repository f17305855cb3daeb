using System.Text;
using OmniForge.Skills.Linting;
using OmniForge.TestKit;

namespace OmniForge.Skills.Tests.Goldens;

/// <summary>A case of several skills in sub-folders, or of the configuration of a project: what only shows from a distance.</summary>
internal sealed class GoldenSet
{
    private readonly string _folder;
    private readonly IReadOnlyList<string> _paths;

    private GoldenSet(string folder)
    {
        _folder = folder;
        _paths = [.. Directory.GetFiles(folder, "SKILL.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }

    private string Configuration => Path.Combine(_folder, LintConfig.FileName);

    public static GoldenSet Open(string name) => new(Path.Combine(SourceTree.Root, "tests", "OmniForge.Skills.Tests", "Goldens", name));

    public IEnumerable<LintFinding> Findings => File.Exists(Configuration)
        ? LintConfig.Read(File.ReadAllText(Configuration)).Findings
        : Enum.GetValues<SkillProfile>().SelectMany(Check).SelectMany(found => found);

    /// <summary>Everything found, with the path of its file above it.</summary>
    public string Write()
    {
        if (File.Exists(Configuration))
        {
            return $"{LintConfig.FileName}\n" + GoldenFindings.Write([.. Findings]);
        }

        var found = Enum.GetValues<SkillProfile>().Select(profile => (Profile: profile, Files: Check(profile))).ToList();
        var text = new StringBuilder();
        for (var i = 0; i < _paths.Count; i++)
        {
            text.Append(_paths[i]).Append('\n');
            text.Append(GoldenFindings.Write(found.SelectMany(one => one.Files[i].Select(finding => (one.Profile, finding)))));
        }

        return text.ToString();
    }

    private List<IReadOnlyList<LintFinding>> Check(SkillProfile profile)
    {
        var skills = _paths.Select(path => new SkillInSet(path, SkillLayer.Of(path), SkillDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, path))))
        {
            Profile = profile,
        }).ToList();
        return [.. SkillSetRules.Check(skills).Select((found, i) => LintFindings.Of(skills[i].Document, null, [new(profile, found)]))];
    }
}
