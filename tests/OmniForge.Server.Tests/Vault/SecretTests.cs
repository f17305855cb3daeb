using System.Globalization;
using System.Text.Json;
using OmniForge.Server.Vault.Sealing;

namespace OmniForge.Server.Tests.Vault;

public sealed class SecretTests
{
    [Fact]
    public void However_it_is_written_a_secret_shows_a_mask()
    {
        using var secret = Secret.Of("hunter2"u8);
        Assert.Equal("[secret]", secret.ToString());
        Assert.Equal("[secret]", $"{secret}");
        Assert.Equal("[secret]", $"{secret:X2}");
        Assert.Equal("  [secret]", $"{secret,10}");
        Assert.Equal("[secret]", string.Format(CultureInfo.InvariantCulture, "{0}", secret));
        Assert.Equal("\"[secret]\"", JsonSerializer.Serialize(secret));
        Assert.Equal("""{"Token":"[secret]"}""", JsonSerializer.Serialize(new { Token = secret }));
        Assert.Equal("Holder { Token = [secret] }", new Holder(secret).ToString());
    }

    [Fact]
    public void The_value_comes_out_through_one_method_until_it_is_disposed()
    {
        var secret = Secret.Of("hunter2"u8);
        Assert.True(secret.Reveal().SequenceEqual("hunter2"u8));
        secret.Dispose();
        secret.Dispose();
        Assert.Throws<ObjectDisposedException>(() => secret.Reveal().Length);
    }

    [Fact]
    public void Its_bytes_are_cleared_when_it_is_disposed()
    {
        var secret = Secret.Of("hunter2"u8);
        var bytes = secret.Reveal();
        secret.Dispose();
        Assert.Equal(-1, bytes.IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void A_secret_is_never_read_from_JSON()
        => Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<Secret>("\"hunter2\""));

    private sealed record Holder(Secret Token);
}
