using System.Buffers;
using System.Text.Json;

namespace OmniForge.Skills.Linting;

/// <summary>Findings that are known and accepted: only new ones count. Lines may move, since a finding is known by its text, not its number.</summary>
public sealed class Baseline
{
    private const int Version = 1;

    private readonly SortedDictionary<Entry, int> _entries = [];

    /// <summary>Reads a file that <see cref="Write"/> made; null, with the reason in plain words, when it is none.</summary>
    public static Baseline? Read(ReadOnlySpan<byte> file, out string? problem)
    {
        problem = null;
        try
        {
            var reader = new Utf8JsonReader(file);
            using var read = JsonDocument.ParseValue(ref reader);
            if (read.RootElement.GetProperty("version").GetInt32() != Version)
            {
                problem = "it was written by another version of this program; write it again with --write-baseline";
                return null;
            }

            var baseline = new Baseline();
            foreach (var row in read.RootElement.GetProperty("findings").EnumerateArray())
            {
                var entry = new Entry(row.GetProperty("path").GetString()!, row.GetProperty("id").GetString()!, row.GetProperty("fingerprint").GetString()!);
                baseline._entries[entry] = row.TryGetProperty("count", out var count) ? count.GetInt32() : 1;
            }

            return baseline;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            problem = "it is no list of known findings; write it again with --write-baseline";
            return null;
        }
    }

    /// <summary>Adds the findings of a file.</summary>
    /// <param name="path">Relative to the folder of the baseline.</param>
    /// <param name="findings">All that are to be accepted.</param>
    public void Add(string path, IEnumerable<LintFinding> findings)
    {
        foreach (var finding in findings)
        {
            var entry = Of(path, finding);
            _entries[entry] = _entries.GetValueOrDefault(entry) + 1;
        }
    }

    /// <summary>Whether a finding of a file is known. Each known one answers once, so a second equal one is new.</summary>
    /// <param name="path">Relative to the folder of the baseline.</param>
    /// <param name="finding">What was found.</param>
    /// <param name="seen">What was asked before in this run.</param>
    public bool Knows(string path, LintFinding finding, BaselineUse seen)
    {
        var entry = Of(path, finding);
        var turn = seen.Count(entry);
        return turn <= _entries.GetValueOrDefault(entry);
    }

    /// <summary>Known findings of checked files that no longer exist, as their path and rule.</summary>
    /// <param name="seen">What was asked in this run.</param>
    /// <param name="isChecked">Whether a file was checked in this run; others say nothing.</param>
    public IReadOnlyList<(string Path, string Id)> Stale(BaselineUse seen, Func<string, bool> isChecked)
        => [.. _entries.Where(entry => isChecked(entry.Key.Path) && seen.Times(entry.Key) < entry.Value).Select(entry => (entry.Key.Path, entry.Key.Id))];

    /// <summary>The file: one row per finding, sorted, so that two of them compare well.</summary>
    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteStartArray("findings");
            foreach (var (entry, count) in _entries)
            {
                json.WriteStartObject();
                json.WriteString("path", entry.Path);
                json.WriteString("id", entry.Id);
                json.WriteString("fingerprint", entry.Fingerprint);
                if (count > 1)
                {
                    json.WriteNumber("count", count);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private static Entry Of(string path, LintFinding finding) => new(path, finding.Id, finding.Fingerprint(path));

    internal readonly record struct Entry(string Path, string Id, string Fingerprint) : IComparable<Entry>
    {
        public int CompareTo(Entry other)
            => string.CompareOrdinal(Path, other.Path) is var path and not 0 ? path
                : string.CompareOrdinal(Id, other.Id) is var id and not 0 ? id
                : string.CompareOrdinal(Fingerprint, other.Fingerprint);
    }
}

/// <summary>Which known findings one run came upon.</summary>
public sealed class BaselineUse
{
    private readonly Dictionary<Baseline.Entry, int> _times = [];

    internal int Count(Baseline.Entry entry) => _times[entry] = Times(entry) + 1;

    internal int Times(Baseline.Entry entry) => _times.GetValueOrDefault(entry);
}
