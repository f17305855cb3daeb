using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OmniForge.Cli.Fernet;

namespace OmniForge.Cli.Tests.Fernet;

/// <summary>The published vectors of the format: generate, verify, invalid; and what they leave open.</summary>
public sealed class FernetTokenTests
{
    internal const string Secret = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";
    internal const string Hello = "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";

    private static readonly DateTimeOffset Then = DateTimeOffset.Parse("1985-10-26T01:20:00-07:00");

    [Fact]
    public void The_token_of_the_generate_vector_is_read_and_is_what_the_format_makes_of_its_parts()
    {
        var reading = FernetToken.Read(Hello, [Key(Secret)], Then);
        Assert.Equal("hello", Encoding.UTF8.GetString(reading.Value));
        Assert.Equal(Then, reading.MadeAt);
        Assert.Equal(Hello, Written("hello", Secret, Then, [.. Enumerable.Range(0, 16).Select(i => (byte)i)]));
    }

    [Fact]
    public void The_verify_vector_is_read_within_its_time()
    {
        var now = Then.AddSeconds(1);
        var reading = FernetToken.Read(Hello, [Key(Secret)], now);
        Assert.Equal("hello", Encoding.UTF8.GetString(reading.Value));
        Assert.InRange(now - reading.MadeAt, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("incorrect mac", "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykQUFBQUFBQUFBQQ==", nameof(FernetFault.NoKey))]
    [InlineData("too short", "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPA==", nameof(FernetFault.NoToken))]
    [InlineData("invalid base64", "%%%%%%%%%%%%%AECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q==", nameof(FernetFault.NoToken))]
    [InlineData("payload size not multiple of block size", "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPOm73QeoCk9uGib28Xe5vz6oxq5nmxbx_v7mrfyudzUm", nameof(FernetFault.NoToken))]
    [InlineData("payload padding error", "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0ODz4LEpdELGQAad7aNEHbf-JkLPIpuiYRLQ3RtXatOYREu2FWke6CnJNYIbkuKNqOhw==", nameof(FernetFault.Damaged))]
    [InlineData("far-future TS", "gAAAAAAdwStRAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAnja1xKYyhd-Y6mSkTOyTGJmw2Xc2a6kBd-iX9b_qXQcw==", nameof(FernetFault.FromTheFuture))]
    [InlineData("incorrect IV", "gAAAAAAdwJ6xBQECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAkLhFLHpGtDBRLRTZeUfWgHSv49TF2AUEZ1TIvcZjK1zQ==", nameof(FernetFault.Damaged))]
    public void The_invalid_vectors_are_refused_for_what_is_wrong_with_them(string vector, string token, string fault)
    {
        var reading = FernetToken.Read(token, [Key(Secret)], Then.AddSeconds(1));
        Assert.True(fault == reading.Fault.ToString(), $"{vector}: {reading.Fault}");
        Assert.Empty(reading.Value);
    }

    [Fact]
    public void The_expired_vector_is_read_because_credentials_have_no_age_and_tells_its_age()
    {
        const string Expired = "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q==";
        var now = DateTimeOffset.Parse("1985-10-26T01:21:31-07:00");
        var reading = FernetToken.Read(Expired, [Key(Secret)], now);
        Assert.Equal(FernetFault.None, reading.Fault);
        Assert.True(now - reading.MadeAt > TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void A_minute_ahead_is_a_difference_of_clocks_and_more_is_not()
    {
        Assert.Equal(FernetFault.None, FernetToken.Read(Hello, [Key(Secret)], Then.AddSeconds(-60)).Fault);
        Assert.Equal(FernetFault.FromTheFuture, FernetToken.Read(Hello, [Key(Secret)], Then.AddSeconds(-61)).Fault);
    }

    [Fact]
    public void All_keys_are_tried_and_a_token_of_none_of_them_is_said_to_be_so()
    {
        var others = Enumerable.Range(0, 3).Select(_ => Key(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))).ToList();
        Assert.Equal(FernetFault.None, FernetToken.Read(Hello, [.. others, Key(Secret)], Then).Fault);
        Assert.Equal(FernetFault.NoKey, FernetToken.Read(Hello, others, Then).Fault);
        Assert.Equal(FernetFault.NoKey, FernetToken.Read(Hello, [], Then).Fault);
    }

    [Fact]
    public void Values_of_any_length_are_read()
    {
        for (var length = 0; length < 70; length++)
        {
            var value = new string('é', length);
            Assert.Equal(value, Encoding.UTF8.GetString(FernetToken.Read(Written(value, Secret, Then, RandomNumberGenerator.GetBytes(16)), [Key(Secret)], Then).Value));
        }
    }

    [Fact]
    public void Whatever_is_changed_nothing_is_read()
    {
        var bytes = Base64Url.DecodeFromChars(Hello);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(FernetFault.None, FernetToken.Read(Base64Url.EncodeToString(changed), [Key(Secret)], Then).Fault);
        }

        for (var length = 0; length < Hello.TrimEnd('=').Length; length++)
        {
            Assert.NotEqual(FernetFault.None, FernetToken.Read(Hello[..length], [Key(Secret)], Then).Fault);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4")]
    [InlineData("yTdieR_DiL9X42yTliifqshHUbFry2gcAwkbSQpz1gyUj_jA0do4yg==")]
    public void What_is_not_32_bytes_is_no_key(string text)
        => Assert.Equal(text.Length == 43, FernetKey.TryRead(text) is not null);

    internal static string Written(string value, string secret, DateTimeOffset at, byte[] iv)
    {
        var key = Key(secret);
        using var cipher = Aes.Create();
        cipher.Key = key.Encryption;
        var seconds = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(seconds, at.ToUnixTimeSeconds());
        byte[] signed = [0x80, .. seconds, .. iv, .. cipher.EncryptCbc(Encoding.UTF8.GetBytes(value), iv)];
        return Convert.ToBase64String([.. signed, .. HMACSHA256.HashData(key.Signing, signed)]).Replace('+', '-').Replace('/', '_');
    }

    private static FernetKey Key(string text) => FernetKey.TryRead(text)!;
}
