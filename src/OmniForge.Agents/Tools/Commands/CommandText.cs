using System.Globalization;

namespace OmniForge.Agents.Tools.Commands;

/// <summary>What is said about commands that did not end by themselves.</summary>
internal static class CommandText
{
    /// <summary>Why it was stopped, without a full stop; empty = it was not.</summary>
    public static string Stopped(CommandStop stop, TimeSpan wallTime) => stop switch
    {
        CommandStop.Time => string.Create(CultureInfo.InvariantCulture, $"it took longer than {wallTime.TotalSeconds:0.#} seconds"),
        CommandStop.Output => "it wrote far more output than anybody can read",
        CommandStop.Memory => "it needed more memory than a command may have",
        CommandStop.Files => "it made more files than a command may make",
        _ => "",
    };
}
