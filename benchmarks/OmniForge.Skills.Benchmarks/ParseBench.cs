using BenchmarkDotNet.Attributes;

namespace OmniForge.Skills.Benchmarks;

/// <summary>Reading one file and judging it by every rule of its profile, warm.</summary>
[MemoryDiagnoser]
public class ParseBench
{
    private string _text = "";

    [Params("5kB", "5kB-broken", "50kB")]
    public string File { get; set; } = "";

    [GlobalSetup]
    public void Prepare() => _text = File switch
    {
        "5kB-broken" => SkillCorpus.Skill(2, 5_000).Replace("\nallowed-tools", "\nnote: one: two\nallowed-tools", StringComparison.Ordinal),
        "50kB" => SkillCorpus.Skill(2, 50_000),
        _ => SkillCorpus.Skill(2, 5_000),
    };

    [Benchmark]
    public int ParseAndValidate() => SkillDocument.Parse(_text).Validate(SkillProfile.OmniForge).Count;
}
