using OmniForge.Integrations.Notion;

namespace OmniForge.Integrations.Tests.Notion;

public sealed class NotionIdTests
{
    private const string Id = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

    [Theory]
    [InlineData("3fa85f6457174562b3fc2c963f66afa6", Id)]
    [InlineData(" 3FA85F64-5717-4562-B3FC-2C963F66AFA6 ", Id)]
    [InlineData("https://www.notion.so/Client-Projects-3fa85f6457174562b3fc2c963f66afa6", Id)]
    [InlineData("https://www.notion.so/harbor/3fa85f6457174562b3fc2c963f66afa6?v=00000000000000000000000000000001", Id)]
    [InlineData("https://www.notion.so/harbor/00000000000000000000000000000001?v=2&p=3fa85f6457174562b3fc2c963f66afa6&pm=s", Id)]
    [InlineData("https://app.notion.com/p/harbor/Ümläut-3fa85f6457174562b3fc2c963f66afa6#block", Id)]
    [InlineData("notion://www.notion.so/3fa85f6457174562b3fc2c963f66afa6", Id)]
    [InlineData("Client Projects", null)]
    [InlineData("https://www.notion.so/harbor", null)]
    [InlineData("3fa85f6457174562b3fc2c963f66afa", null)]
    [InlineData("file:///3fa85f6457174562b3fc2c963f66afa6", null)]
    public void An_id_is_read_as_people_copy_it(string text, string? id) => Assert.Equal(id, NotionIds.Read(text));
}
