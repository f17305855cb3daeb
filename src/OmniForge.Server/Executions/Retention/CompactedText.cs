using System.Globalization;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Executions.Retention;

/// <summary>What is left of a compacted execution, in plain words.</summary>
internal static class CompactedText
{
    /// <summary>Empty when everything is kept.</summary>
    public static string Of(ExecutionRow row) => row.CompactedAt is not { } at ? "" : FormattableString.Invariant(
        $"This execution ended long ago: its events and steps were removed on {at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}. Its input, its result and its last event are kept.");

    /// <summary>Refuses what needs more than is kept.</summary>
    public static ExecutionRow Whole(ExecutionRow row) => row.CompactedAt is null
        ? row
        : throw DomainException.Status("EXECUTION_COMPACTED", Of(row)).With("id", row.Id).With("oldest_sequence", row.LastSequence.ToString(CultureInfo.InvariantCulture));
}
