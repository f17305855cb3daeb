using Google.Protobuf;
using OmniForge.Client;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Chaos.Tests;

/// <summary>Some nodes over one PostgreSQL, the endpoint their tools write to, and clients that know all addresses.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly IAsyncDisposable _database;
    private readonly List<IDisposable> _clients = [];

    private Cluster(IAsyncDisposable database, string connectionString, int nodes)
    {
        _database = database;
        ConnectionString = connectionString;
        Nodes = [.. Enumerable.Range(0, nodes).Select(number => new NodeProcess(connectionString, Endpoint.Address, number))];
    }

    public Endpoint Endpoint { get; } = new();

    public IReadOnlyList<NodeProcess> Nodes { get; }

    public string ConnectionString { get; }

    public static async Task<Cluster> StartAsync(int nodes, CancellationToken ct)
    {
        var database = await PostgresDatabase.CreateAsync(ct);
        return await StartAsync(database, database.ConnectionString, nodes, ct);
    }

    public static async Task<Cluster> StartAsync(IAsyncDisposable database, string connectionString, int nodes, CancellationToken ct)
    {
        var cluster = new Cluster(database, connectionString, nodes);
        try
        {
            foreach (var node in cluster.Nodes)
            {
                await node.StartAsync(ct);
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client that asks this node first and the others when it fails; it waits 15 seconds for an answer, or longer.</summary>
    public OmniForgeClient Client(int first, TimeSpan? deadline = null)
    {
        var client = new OmniForgeClient(new OmniForgeClientOptions
        {
            ApiKey = Nodes[0].Key,
            BaseUrl = string.Join(',', Enumerable.Range(0, Nodes.Count).Select(i => Nodes[(first + i) % Nodes.Count].Address)),
            Retry = new() { MaxAttempts = 12, Silence = TimeSpan.FromSeconds(12), Deadline = deadline ?? TimeSpan.FromSeconds(15) },
        });
        _clients.Add(client);
        return client;
    }

    /// <summary>An agent of three steps: reckons, writes outside under a key, writes a file.</summary>
    public static async Task<string> AgentAsync(OmniForgeClient client, CancellationToken ct)
    {
        var agent = new Agent { Name = "Chaos" };
        agent.GrantedTools.AddRange(["table_query", "WebFetch", "Write"]);
        var request = new CreateAgentRequest { Agent = agent, Publish = true };
        Add("reckon", "table_query", """{"source": {"rows": [{"n": 1}]}, "output": "rows"}""");
        Add("tell", "WebFetch", """{"url": "https://example.org/"}""");
        Add("save", "Write", """{"file_path": "output/last.txt", "content": "saved\n"}""");
        var made = await client.Agents.CreateAsync(request, ct);
        await client.Agents.ActivateAsync(new ActivateAgentRequest { AgentId = made.Id, OverrideTest = true }, ct);
        return made.Id;

        void Add(string name, string tool, string arguments)
        {
            agent.Skills.Add(new SkillRef { Name = name, Order = agent.Skills.Count + 1 });
            request.Files.Add(new SkillFile
            {
                Path = $"{name}/SKILL.md",
                Content = ByteString.CopyFromUtf8(
                    $"---\nname: {name}\ndescription: Made for a test\nallowed-tools: {tool}\n---\n\n## Steps\n\n1. Do it with `{tool}`.\n\n   ```json\n   {arguments}\n   ```\n   -> done\n"),
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        await Endpoint.DisposeAsync();
        await _database.DisposeAsync();
    }
}
