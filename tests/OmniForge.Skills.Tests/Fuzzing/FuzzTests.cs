using System.Diagnostics;
using System.Text;
using OmniForge.TestKit;

namespace OmniForge.Skills.Tests.Fuzzing;

/// <summary>Mutated files: nothing throws, nothing hangs, and whatever is said lies inside the document.</summary>
public sealed class FuzzTests
{
    private static readonly int Seed = Environment.GetEnvironmentVariable("OMNIFORGE_FUZZ_SEED") is { } given
        ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
        : Random.Shared.Next();

    private static readonly byte[][] Seeds = [.. Directory
        .EnumerateFiles(Path.Combine(SourceTree.Root, "tests", "OmniForge.Skills.Tests"), "*.md", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(bytes => bytes.Length is > 0 and < 5_000),
        Encoding.UTF8.GetBytes(Check.With("allowed-tools: Read, Bash(git log *)\nmetadata:\n  a: \"b: c\""))];

    [Fact]
    public void Nothing_throws_and_every_finding_lies_inside_the_document()
    {
        var workers = Math.Max(1, Environment.ProcessorCount);
        var each = Nightly.Times(6_000, 1_000_000) / workers;
        Parallel.For(0, workers, worker =>
        {
            var mutator = new ByteMutator(Seed + worker);
            for (var i = 0; i < each; i++)
            {
                var bytes = mutator.Mutate(Seeds);
                if (Fault(bytes) is { } fault)
                {
                    Assert.Fail($"OMNIFORGE_FUZZ_SEED={Seed}: {fault}\n{Convert.ToBase64String(bytes)}");
                }
            }
        });
    }

    // A hang, not a speed, is looked for: the slowest of a whole run is measured again alone, so that a busy machine does not matter.
    [Fact]
    public void No_input_of_five_kilobytes_hangs()
    {
        var mutator = new ByteMutator(Seed);
        var slowest = (Time: TimeSpan.Zero, Bytes: Array.Empty<byte>());
        for (var i = 0; i < Nightly.Times(2_000, 200_000); i++)
        {
            var bytes = mutator.Mutate(Seeds);
            var time = Duration(bytes);
            slowest = time > slowest.Time ? (time, bytes) : slowest;
        }

        var again = Enumerable.Range(0, 10).Min(_ => Duration(slowest.Bytes));
        Assert.True(again < TimeSpan.FromMilliseconds(50), $"OMNIFORGE_FUZZ_SEED={Seed}: {again}\n{Convert.ToBase64String(slowest.Bytes)}");
    }

    private static TimeSpan Duration(byte[] bytes)
    {
        var start = Stopwatch.GetTimestamp();
        SkillDocument.Parse(bytes).Validate(SkillProfile.OmniForge);
        return Stopwatch.GetElapsedTime(start);
    }

    private static string? Fault(byte[] bytes)
    {
        try
        {
            var read = SkillDocument.Parse(bytes);
            foreach (var profile in Enum.GetValues<SkillProfile>())
            {
                var outside = read.Validate(profile, "a").FirstOrDefault(found => !Inside(read.Text, found.Span)
                    || found.Fixes.SelectMany(fix => fix.Edits).Any(edit => !Inside(read.Text, edit.Span)));
                if (outside is not null)
                {
                    return $"{outside} lies outside the document or splits a character";
                }
            }

            return null;
        }
        catch (Exception fault)
        {
            return fault.ToString();
        }
    }

    private static bool Inside(string text, TextSpan span)
        => span.Start >= 0 && span.Length >= 0 && span.End <= text.Length && !Splits(text, span.Start) && !Splits(text, span.End);

    private static bool Splits(string text, int at)
        => at > 0 && at < text.Length && char.IsHighSurrogate(text[at - 1]) && char.IsLowSurrogate(text[at]);
}
