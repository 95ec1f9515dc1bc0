#include "TegnCore/ClientMessages.h"
#include "TegnCore/ServerMessages.h"
#include "expect.h"

using tegn::ServerMessage;
using tegn::ServerMessageKind;
using tegn::Verdict;

TEST("hello tells what the server offers") {
  ServerMessage message;
  const char* text =
      R"({"capabilities":["clock","rewind"],"time":12.5,"subjects":[{"index":1,"name":"a","role":"x","new":{}}],"protocol":"tegn.livelink.v1","op":"hello"})";
  EXPECT(tegn::decodeServerMessage(text, message) == Verdict::Taken);
  EXPECT(message.kind == ServerMessageKind::Hello && message.time == 12.5);
  EXPECT(message.offersClock && !message.offersCompact && !message.offersTransport);
}

TEST("status is read whole, with nothing known as -1") {
  ServerMessage message;
  EXPECT(tegn::decodeServerMessage(
             R"({"op":"status","subjects":[0,1],"state":"paused","source":"A.pose","frame":12,"frameCount":75,"rate":0.5,"loop":true,"transport":true})",
             message) == Verdict::Taken);
  EXPECT(message.status.subjects == (std::vector<std::uint16_t>{0, 1}));
  EXPECT(message.status.state == tegn::PlayState::Paused && message.status.source == "A.pose");
  EXPECT(message.status.frame == 12 && message.status.frameCount == 75 && message.status.rate == 0.5);
  EXPECT(message.status.loop && message.status.transport);
  EXPECT(tegn::decodeServerMessage(
             R"({"op":"status","subjects":[0],"state":"waiting","source":"webcam","frame":null,"frameCount":null,"rate":1,"loop":false,"transport":false})",
             message) == Verdict::Taken);
  EXPECT(message.status.frame == -1 && message.status.frameCount == -1 && !message.status.loop);
}

TEST("kinds of tomorrow are passed over, broken messages refused") {
  ServerMessage message;
  EXPECT(tegn::decodeServerMessage(R"({"op":"weather","sun":[1,2]})", message) == Verdict::PassedOver);
  EXPECT(tegn::decodeServerMessage(R"({"no":"op"})", message) == Verdict::PassedOver);
  for (const char* text :
       {"", "[]", "null", "{", R"({"op":"end"})", R"({"op":"end","subject":-1})", R"({"op":"end","subject":65536})",
        R"({"op":"end","subject":0.5})", R"({"op":"end","subject":"0"})", R"({"op":"end","subject":0}x)",
        R"({"op":"clock","clientTime":1,"receiveTime":2})", R"({"op":"error","code":"E"})",
        R"({"op":"dropped","subject":0,"count":-1,"total":1})",
        R"({"op":"hello","protocol":"tegn.livelink.v2","time":1,"capabilities":[],"subjects":[]})",
        R"({"op":"hello","protocol":"tegn.livelink.v1","time":1,"capabilities":[1],"subjects":[]})",
        R"({"op":"hello","protocol":"tegn.livelink.v1","time":1,"capabilities":[],"subjects":[{"index":0}]})",
        R"({"op":"status","subjects":[0],"state":"dancing","source":"a","frame":1,"frameCount":1,"rate":1,"loop":true,"transport":true})"}) {
    EXPECT(tegn::decodeServerMessage(text, message) == Verdict::Wrong);
  }
}

TEST("our texts escape what JSON demands and keep times to a microsecond") {
  std::string text;
  tegn::encodeHello({false, {}, "a\"b\\c\n\xC3\xB8"}, text);
  EXPECT(text == "{\"op\":\"hello\",\"protocol\":\"tegn.livelink.v1\",\"capabilities\":[],\"name\":\"a\\\"b\\\\c\\u000a\xC3\xB8\"}");
  tegn::encodeClock(123456.7890129, text);
  EXPECT(text == R"({"op":"clock","clientTime":123456.789013})");
  tegn::encodeClock(-0.25, text);
  EXPECT(text == R"({"op":"clock","clientTime":-0.25})");
  tegn::encodeClock(0, text);
  EXPECT(text == R"({"op":"clock","clientTime":0})");
}

TEST("a rate beyond what a server takes is brought to the nearest it does") {
  std::string text;
  tegn::Transport transport;
  transport.action = tegn::TransportAction::Rate;
  transport.rate = 100;
  tegn::encodeTransport(transport, text);
  EXPECT(text == R"({"op":"transport","action":"rate","rate":8})");
}
