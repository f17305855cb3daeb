using System.Diagnostics;
using System.Text.Json.Nodes;

namespace OmniForge.Skills.Benchmarks;

/// <summary>The native language server as an editor meets it, beside yaml-language-server from npm in the same run.</summary>
internal static class LspBench
{
    private const int Starts = 10;
    private const int Keystrokes = 500;
    private const int Growth = 100_000;
    private const int Workspace = 2_000;

    public static int Run(string server, string peer, string scratch)
    {
        Start("omniforge", () => new LspClient(server), "skill", "SKILL.md");
        Start("yaml-language-server", () => new LspClient("node", peer, "--stdio"), "yaml", "skill.yaml");
        Type(server, "5kB", SkillCorpus.Skill(2, 5_000));
        Type(server, "100kB", SkillCorpus.Skill(2, 100_000));
        Complete("omniforge", () => new LspClient(server), "skill", "SKILL.md");
        Complete("yaml-language-server", () => new LspClient("node", peer, "--stdio"), "yaml", "skill.yaml");
        Grow(server);
        LookAtWorkspace(server, Path.Combine(scratch, "workspace"));
        return 0;
    }

    private static void Start(string name, Func<LspClient> start, string language, string file)
    {
        var initialize = new List<double>();
        var first = new List<double>();
        var resident = 0.0;
        for (var i = 0; i < Starts; i++)
        {
            var clock = Stopwatch.StartNew();
            using var client = start();
            Initialize(client);
            initialize.Add(clock.Elapsed.TotalMilliseconds);
            clock.Restart();
            Open(client, file, language, Text(language));
            client.Diagnostics();
            first.Add(clock.Elapsed.TotalMilliseconds);
            resident = Math.Max(resident, client.ResidentMb);
        }

        Print($"start/{name}", ("initialize_p50_ms", At(initialize, 0.5)), ("initialize_max_ms", At(initialize, 1)),
            ("first_diagnostics_p50_ms", At(first, 0.5)), ("resident_mb", resident));
    }

    private static void Type(string server, string name, string text)
    {
        using var client = new LspClient(server);
        Initialize(client);
        Open(client, "SKILL.md", "skill", text);
        client.Diagnostics();
        var times = new List<double>();
        for (var i = 0; i < Keystrokes; i++)
        {
            var clock = Stopwatch.StartNew();
            Insert(client, i + 2, 2, 14, "x");
            client.Diagnostics();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        Print($"keystroke/{name}", ("p50_ms", At(times, 0.5)), ("p95_ms", At(times, 0.95)));
    }

    private static void Complete(string name, Func<LspClient> start, string language, string file)
    {
        using var client = start();
        Initialize(client);
        Open(client, file, language, Text(language));
        client.Diagnostics();
        var times = new List<double>();
        for (var i = 0; i < Keystrokes; i++)
        {
            var clock = Stopwatch.StartNew();
            client.Ask("textDocument/completion", new JsonObject
            {
                ["textDocument"] = new JsonObject { ["uri"] = Uri(file) },
                ["position"] = new JsonObject { ["line"] = 3, ["character"] = 0 },
            });
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        Print($"completion/{name}", ("p50_ms", At(times, 0.5)), ("p95_ms", At(times, 0.95)));
    }

    private static void Grow(string server)
    {
        using var client = new LspClient(server);
        Initialize(client);
        Open(client, "SKILL.md", "skill", SkillCorpus.Skill(2, 5_000));
        client.Diagnostics();
        double early = 0;
        for (var i = 0; i < Growth; i++)
        {
            // Types a letter and takes it back, so that the text stays what it is.
            Replace(client, i + 2, i % 2 == 0 ? (14, 14, "x") : (14, 15, ""));
            client.Diagnostics();
            early = i == Growth / 10 ? client.ResidentMb : early;
        }

        Print("growth/100000-edits", ("resident_after_10000_mb", early), ("resident_after_100000_mb", client.ResidentMb));
    }

    private static void LookAtWorkspace(string server, string folder)
    {
        SkillCorpus.Write(folder, Workspace);
        using var client = new LspClient(server);
        client.Ask("initialize", new JsonObject
        {
            ["rootUri"] = "file://" + Path.GetFullPath(folder),
            ["capabilities"] = new JsonObject { ["textDocument"] = new JsonObject { ["diagnostic"] = new JsonObject() } },
        });
        client.Tell("initialized", new JsonObject());
        var clock = Stopwatch.StartNew();
        var report = client.Ask("workspace/diagnostic", new JsonObject { ["previousResultIds"] = new JsonArray() });
        var seen = report!["items"]!.AsArray().Count;
        Print("workspace/2000-files", ("ms", clock.Elapsed.TotalMilliseconds), ("files", seen), ("peak_mb", client.PeakMb));
    }

    private static void Initialize(LspClient client)
    {
        client.Ask("initialize", new JsonObject { ["processId"] = null, ["rootUri"] = null, ["capabilities"] = new JsonObject() });
        client.Tell("initialized", new JsonObject());
    }

    private static void Open(LspClient client, string file, string language, string text)
        => client.Tell("textDocument/didOpen", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = Uri(file), ["languageId"] = language, ["version"] = 1, ["text"] = text },
        });

    private static void Insert(LspClient client, int version, int line, int character, string text)
        => Replace(client, version, (character, character, text), line);

    private static void Replace(LspClient client, int version, (int From, int To, string Text) change, int line = 2)
        => client.Tell("textDocument/didChange", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = Uri("SKILL.md"), ["version"] = version },
            ["contentChanges"] = new JsonArray(new JsonObject
            {
                ["range"] = new JsonObject
                {
                    ["start"] = new JsonObject { ["line"] = line, ["character"] = change.From },
                    ["end"] = new JsonObject { ["line"] = line, ["character"] = change.To },
                },
                ["text"] = change.Text,
            }),
        });

    // The peer knows YAML only, so it gets the fields alone.
    private static string Text(string language)
    {
        var text = SkillCorpus.Skill(2, 5_000);
        return language == "skill" ? text : text[4..(text.IndexOf("\n---\n", StringComparison.Ordinal) + 1)];
    }

    private static string Uri(string file) => $"file:///bench/skills/{SkillCorpus.Name(2)}/{file}";

    private static double At(List<double> samples, double share)
    {
        var sorted = samples.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(sorted.Count * share) - 1)];
    }

    private static void Print(string @case, params (string Name, double Value)[] figures)
    {
        var line = new JsonObject { ["bench"] = "lsp", ["case"] = @case };
        foreach (var (name, value) in figures)
        {
            line[name] = Math.Round(value, 2);
        }

        Console.WriteLine(line.ToJsonString());
    }
}
