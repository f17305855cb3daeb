using System.Globalization;
using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Tables;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.GitHub;

/// <summary>Moments as GitHub writes them.</summary>
internal static class GitHubTimes
{
    /// <summary>`&amp;since=...` for an argument such as `-7d`; empty when it is left out.</summary>
    public static string Since(AccountCall call)
    {
        if (call.Arguments.OptionalText("since") is not { } text)
        {
            return "";
        }

        var range = Operand.Time(JsonSerializer.SerializeToElement(text), DateOrder.MonthFirst, call.Now)
            ?? throw ToolFault.Invalid("since", $"'{text}' is no time; write it like 2026-11-23, 2026-11-23T09:30, today or -7d");
        var wall = DateTime.SpecifyKind(range.Start, DateTimeKind.Unspecified);
        var zone = call.Context.TimeZone;
        var offset = zone.IsInvalidTime(wall) ? zone.GetUtcOffset(wall.AddHours(1)) : zone.GetUtcOffset(wall);
        return $"&since={new DateTimeOffset(wall, offset).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}";
    }
}
