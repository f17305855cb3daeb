using OmniForge.Server.Mcp.Sessions;

namespace OmniForge.Server.Tests.Mcp;

public sealed class BoundedLinesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_lines_pass_and_one_without_an_end_does_not()
    {
        var line = new byte[1024 * 1024];
        line[^1] = (byte)'\n';
        await using var many = new BoundedLines(new MemoryStream([.. Enumerable.Repeat(line, 20).SelectMany(bytes => bytes)]));
        await many.CopyToAsync(Stream.Null, Ct);

        await using var endless = new BoundedLines(new MemoryStream(new byte[ReadingStream.MostBytes + 1]));
        await Assert.ThrowsAsync<IOException>(() => endless.CopyToAsync(Stream.Null, Ct));
    }
}
