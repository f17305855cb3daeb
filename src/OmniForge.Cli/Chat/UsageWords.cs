using System.Globalization;
using OmniForge.V1;

namespace OmniForge.Cli.Chat;

/// <summary>What a language model took to read one message, in a few words.</summary>
internal static class UsageWords
{
    public static string Of(Usage usage)
    {
        var tokens = string.Create(CultureInfo.InvariantCulture, $"{usage.InputTokens + usage.OutputTokens:N0} tokens");
        var cost = usage.CostMicros == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", ${usage.CostMicros / 1_000_000m:0.0000}");
        return $"{usage.Model}: {tokens}{cost}";
    }
}
