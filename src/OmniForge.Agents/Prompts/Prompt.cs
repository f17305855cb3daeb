using System.Collections.Concurrent;
using System.Text;

namespace OmniForge.Agents.Prompts;

/// <summary>
/// What a language model is told for one task: text files in a folder that is named by task and version. A released folder never
/// changes; another wording is another version, so that what a model answered can be held against what it was asked.
/// </summary>
internal sealed class Prompt
{
    /// <summary>Reads one message of a person who is building an agent.</summary>
    public static readonly Prompt ReadTurn = new("read-turn.1");

    /// <summary>Carries out one skill.</summary>
    public static readonly Prompt CarryOutSkill = new("carry-out-skill.1");

    /// <summary>Puts what the builder says into the language of the person.</summary>
    public static readonly Prompt SayInLanguage = new("say-in-language.1");

    private readonly ConcurrentDictionary<string, PromptText> _files = new();

    private Prompt(string version) => Version = version;

    /// <summary>Task and number, for instance `read-turn.1`.</summary>
    public string Version { get; }

    /// <summary>A file of this version as it is written, without its last line break.</summary>
    public string Text(string file) => _files.GetOrAdd(file, Read).Text;

    /// <summary>A file of this version with its `[[names]]` filled in. What is filled in is not looked at again.</summary>
    public string Fill(string file, params (string Name, string Value)[] values) => _files.GetOrAdd(file, Read).Fill(values);

    private PromptText Read(string file)
    {
        using var stream = typeof(Prompt).Assembly.GetManifestResourceStream($"Prompts/{Version}/{file}")
            ?? throw new InvalidOperationException($"There is no prompt {Version}/{file}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new(reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n'));
    }
}

/// <summary>A text with places `[[name]]` that take values.</summary>
internal sealed record PromptText(string Text)
{
    public string Fill(params (string Name, string Value)[] values)
    {
        var filled = new StringBuilder();
        var from = 0;
        for (var open = Next(0); open >= 0; open = Next(from))
        {
            var close = Text.IndexOf("]]", open, StringComparison.Ordinal);
            var name = Text[(open + 2)..close];
            var value = values.FirstOrDefault(one => one.Name == name).Value
                ?? throw new InvalidOperationException($"The prompt wants a value for '{name}'.");
            filled.Append(Text, from, open - from).Append(value);
            from = close + 2;
        }

        return filled.Append(Text, from, Text.Length - from).ToString();
    }

    private int Next(int from) => Text.IndexOf("[[", from, StringComparison.Ordinal);
}
