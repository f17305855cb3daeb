namespace OmniForge.Client.Tests;

public sealed class OmniForgeClientTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("omniforge-client-").FullName;

    [Fact]
    public void Without_any_hint_the_usual_address_is_used()
    {
        using var client = new OmniForgeClient(new OmniForgeClientOptions { Home = new(_folder) });

        Assert.Equal(new Uri(LocalHome.DefaultUrl), client.BaseUrl);
    }

    [Fact]
    public void A_server_that_runs_on_this_machine_is_found()
    {
        Note($$"""{"grpc":"http://127.0.0.1:40123","http":"http://127.0.0.1:40124","pid":{{Environment.ProcessId}}}""");
        using var client = new OmniForgeClient(new OmniForgeClientOptions { Home = new(_folder) });

        Assert.Equal(40123, client.BaseUrl.Port);
        Assert.Equal("http://127.0.0.1:40124", new LocalHome(_folder).ReadServer()?.Http);
    }

    [Theory]
    [InlineData("""{"grpc":"http://127.0.0.1:40123","pid":2147483646}""")]
    [InlineData("""{"grpc":"http://127.0.0.1:40123"}""")]
    [InlineData("""{"grpc":"http://127.""")]
    [InlineData("[]")]
    [InlineData("")]
    public void The_note_of_a_server_that_is_gone_is_ignored(string note)
    {
        Note(note);

        Assert.Null(new LocalHome(_folder).ReadServer());
    }

    [Fact]
    public void The_local_key_is_read_without_its_line_break()
    {
        Assert.Null(new LocalHome(_folder).ReadKey());
        File.WriteAllText(Path.Combine(_folder, "local.key"), "of_sk_abc\n");

        Assert.Equal("of_sk_abc", new LocalHome(_folder).ReadKey());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://example.com")]
    [InlineData("127.0.0.1:5081")]
    public void An_address_that_is_none_is_refused_with_an_example(string url)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new OmniForgeClient("k", url));

        Assert.Contains(LocalHome.DefaultUrl, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_never_leaves_this_machine_in_the_clear()
    {
        Assert.Throws<ArgumentException>(() => new OmniForgeClient("of_sk_abc", "http://203.0.113.7:5081"));
        using var asked = new OmniForgeClient(new OmniForgeClientOptions
        {
            ApiKey = "of_sk_abc",
            BaseUrl = "http://203.0.113.7:5081",
            AllowPlainText = true,
        });
        Assert.Equal("203.0.113.7", asked.BaseUrl.Host);
    }

    [Fact]
    public void The_key_of_this_machine_is_not_offered_to_another()
    {
        File.WriteAllText(Path.Combine(_folder, "local.key"), "of_sk_abc");

        // Would throw if the local key were about to be sent there.
        using var client = new OmniForgeClient(new OmniForgeClientOptions { Home = new(_folder), BaseUrl = "http://203.0.113.7:5081" });
        Assert.Equal("203.0.113.7", client.BaseUrl.Host);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Note(string text) => File.WriteAllText(Path.Combine(_folder, "server.json"), text);
}
