using OmniForge.TestKit;

namespace OmniForge.Architecture.Tests.Reading;

/// <summary>
/// The named exceptions of one rule: a file of `subject: reason` lines under `Allowed/`. A subject is what the rule
/// reports before its first space, usually a path.
/// </summary>
internal sealed class AllowList
{
    private readonly Dictionary<string, string> _entries = new(StringComparer.Ordinal);

    private AllowList(string rule)
    {
        var file = Path.Combine(Folder, rule + ".txt");
        foreach (var line in File.Exists(file) ? File.ReadAllLines(file) : [])
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var parts = line.Split(": ", 2);
            Assert.True(parts is [_, { Length: > 10 }], $"Allowed/{rule}.txt: '{line}' gives no reason.");
            Assert.True(_entries.TryAdd(parts[0], parts[1]), $"Allowed/{rule}.txt names {parts[0]} twice.");
        }
    }

    public static string Folder { get; } = Path.Combine(SourceTree.Root, "tests", "OmniForge.Architecture.Tests", "Allowed");

    /// <summary>
    /// Fails with every violation that has no entry, and with every entry that no violation needs any more.
    /// A violation is `subject` or `subject what is wrong`.
    /// </summary>
    public static void Check(string rule, IEnumerable<string> violations)
    {
        var list = new AllowList(rule);
        var found = violations.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var wrong = found.Where(violation => !list._entries.ContainsKey(Subject(violation)))
            .Concat(list._entries.Keys.Except(found.Select(Subject))
                .Select(left => $"Allowed/{rule}.txt: nothing needs '{left}' any more"));
        var report = string.Join("\n", wrong);
        Assert.True(report.Length == 0, report);
    }

    private static string Subject(string violation) => violation.Split(' ', 2)[0];
}
