<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>CandidateStrip</name>
    <message>
        <source>请按拼音字母，再点选汉字</source>
        <translation>Type pinyin, then tap the characters</translation>
    </message>
    <message>
        <source>前面的字</source>
        <translation>Earlier characters</translation>
    </message>
    <message>
        <source>后面的字</source>
        <translation>More characters</translation>
    </message>
</context>
<context>
    <name>CardAgainPage</name>
    <message>
        <source>办理其他事项前，请再放一次身份证</source>
        <translation>Before another matter, place your card once more</translation>
    </message>
    <message>
        <source>签名前，请再放一次身份证</source>
        <translation>Before signing, place your card once more</translation>
    </message>
</context>
<context>
    <name>ChoiceSearch</name>
    <message>
        <source>已选：%1</source>
        <translation>Chosen: %1</translation>
    </message>
    <message>
        <source>输入几个字来找</source>
        <translation>Type a few characters to search</translation>
    </message>
    <message>
        <source>%1，输入几个字来找</source>
        <translation>%1, type a few characters to search</translation>
    </message>
    <message>
        <source>没有找到，请换几个字。</source>
        <translation>Nothing found. Please try other characters.</translation>
    </message>
    <message>
        <source>还有 %1 个，再看一些</source>
        <translation>%1 more, show some</translation>
    </message>
</context>
<context>
    <name>ChooseMatterPage</name>
    <message>
        <source>%1，您好。您要办什么？</source>
        <translation>Hello, %1. What do you need?</translation>
    </message>
    <message>
        <source>请点选一项。</source>
        <translation>Tap one of these.</translation>
    </message>
    <message>
        <source>证件号码 %1</source>
        <translation>Card number %1</translation>
    </message>
    <message>
        <source>回答几个小问题，帮您找到要办的事项。</source>
        <translation>Answer a few questions to find the matter.</translation>
    </message>
</context>
<context>
    <name>DatePicker</name>
    <message>
        <source>年</source>
        <translation>year</translation>
    </message>
    <message>
        <source>月</source>
        <translation>month</translation>
    </message>
    <message>
        <source>日</source>
        <translation>day</translation>
    </message>
</context>
<context>
    <name>DeviceCard</name>
    <message>
        <source>身份证阅读器</source>
        <translation>ID card reader</translation>
    </message>
    <message>
        <source>打印机</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>智能卡读卡器</source>
        <translation>Smart card reader</translation>
    </message>
    <message>
        <source>凭条打印机</source>
        <translation>Receipt printer</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>Works</translation>
    </message>
    <message>
        <source>连续失败，每分钟重试一次。</source>
        <translation>It failed again and again and is tried once a minute.</translation>
    </message>
    <message>
        <source>设备自报</source>
        <translation>Says it is</translation>
    </message>
    <message>
        <source>共印</source>
        <translation>Printed in all</translation>
    </message>
    <message>
        <source>%1 张</source>
        <translation>%1 sheets</translation>
    </message>
    <message>
        <source>余纸</source>
        <translation>Paper left</translation>
    </message>
    <message>
        <source>约 %1 张</source>
        <translation>about %1 sheets</translation>
    </message>
    <message>
        <source>约 %1 张，约够 %2 天</source>
        <translation>about %1 sheets, for about %2 days</translation>
    </message>
    <message>
        <source>余粉</source>
        <translation>Toner left</translation>
    </message>
    <message>
        <source>约 %1%</source>
        <translation>about %1%</translation>
    </message>
    <message>
        <source>说不清是否印出的纸</source>
        <translation>Sheets whose fate is unknown</translation>
    </message>
    <message>
        <source>%1 条要核实</source>
        <translation>%1 to be looked into</translation>
    </message>
    <message>
        <source>换过了，就用这一台</source>
        <translation>It was exchanged: use this one</translation>
    </message>
    <message>
        <source>纸装好了</source>
        <translation>Paper is loaded</translation>
    </message>
    <message>
        <source>碳粉换好了</source>
        <translation>Toner is changed</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>终端和设备</source>
        <translation>Terminal and devices</translation>
    </message>
    <message>
        <source>终端 %1。拔出操作员卡就退出。</source>
        <translation>Terminal %1. Taking out the operator&apos;s card leaves this page.</translation>
    </message>
    <message>
        <source>正在问终端，请稍等。</source>
        <translation>Asking the terminal. Please wait.</translation>
    </message>
    <message>
        <source>完成，退出</source>
        <translation>Done, leave</translation>
    </message>
    <message>
        <source>收件</source>
        <translation>Applications</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>Works</translation>
    </message>
    <message>
        <source>暂停</source>
        <translation>not taken now</translation>
    </message>
    <message>
        <source>待送出</source>
        <translation>Waiting to be sent</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>none</translation>
    </message>
    <message>
        <source>%1 件，最早的已等 %2 分钟</source>
        <translation>%1, the oldest for %2 minutes</translation>
    </message>
    <message>
        <source>搁置，要人处理</source>
        <translation>Set aside for staff</translation>
    </message>
    <message>
        <source>%1 件</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>最近一次联系上平台</source>
        <translation>Last contact with the platform</translation>
    </message>
    <message>
        <source>开机以来还没有</source>
        <translation>none since the start</translation>
    </message>
    <message>
        <source>没有送出的原因</source>
        <translation>Why they wait</translation>
    </message>
    <message>
        <source>时钟</source>
        <translation>Clock</translation>
    </message>
    <message>
        <source>可信</source>
        <translation>trusted</translation>
    </message>
    <message>
        <source>不可信，要等网络校准</source>
        <translation>not trusted until a network sets it</translation>
    </message>
    <message>
        <source>插上了但不认识，没有使用</source>
        <translation>Plugged in, unknown, not used</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>DigitKeys</name>
    <message>
        <source>收起键盘</source>
        <translation>Hide keyboard</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>下一项</source>
        <translation>Next field</translation>
    </message>
</context>
<context>
    <name>DivisionPicker</name>
    <message>
        <source>%1，改选</source>
        <translation>%1, choose another</translation>
    </message>
</context>
<context>
    <name>Fact</name>
    <message>
        <source>示例</source>
        <translation>Sample</translation>
    </message>
</context>
<context>
    <name>FailedPage</name>
    <message>
        <source>没有提交成功</source>
        <translation>Not submitted</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>结束</source>
        <translation>Finish</translation>
    </message>
</context>
<context>
    <name>FormField</name>
    <message>
        <source>必填</source>
        <translation>required</translation>
    </message>
    <message>
        <source>可不填</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>删除这一组</source>
        <translation>Remove this entry</translation>
    </message>
    <message>
        <source>填好有关内容后自动算出</source>
        <translation>Computed from your other entries</translation>
    </message>
    <message>
        <source>例如 %1</source>
        <translation>e.g. %1</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>填写申请表</source>
        <translation>Fill in the form</translation>
    </message>
    <message>
        <source>还有 %1 项要填。</source>
        <translation>%1 still to fill in.</translation>
    </message>
    <message>
        <source>都填好了。请再看一遍，然后点“下一步”。</source>
        <translation>All filled in. Please read it once more, then tap Next.</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>带锁的来自您的身份证或自动算出，不用填</source>
        <translation>Locked lines come from your card or are computed</translation>
    </message>
</context>
<context>
    <name>GoodbyePage</name>
    <message>
        <source>请取走证件和纸张</source>
        <translation>Please take your card and papers</translation>
    </message>
    <message>
        <source>再见。屏幕上您的信息已经清除。</source>
        <translation>Goodbye. Your data has been cleared from the screen.</translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>我要办理</source>
        <translation>Apply</translation>
    </message>
    <message>
        <source>标有“示例”的内容还没有由主管部门核定，以当地正式公布的为准。</source>
        <translation>What is marked as a sample has not been confirmed by the authority; what is published officially applies.</translation>
    </message>
    <message>
        <source>设备暂时不能用。%1</source>
        <translation>A device does not work now. %1</translation>
    </message>
    <message>
        <source>承诺时限</source>
        <translation>Promised within</translation>
    </message>
    <message>
        <source>需要材料</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>%1 项</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>办事要素</source>
        <translation>Facts about this matter</translation>
    </message>
</context>
<context>
    <name>LetterKeys</name>
    <message>
        <source>大写</source>
        <translation>Capitals</translation>
    </message>
    <message>
        <source>隔开音节</source>
        <translation>Divide syllables</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>收起键盘</source>
        <translation>Hide keyboard</translation>
    </message>
    <message>
        <source>中</source>
        <translation>中</translation>
    </message>
    <message>
        <source>英</source>
        <translation>EN</translation>
    </message>
    <message>
        <source>换成英文键盘</source>
        <translation>Switch to Latin keyboard</translation>
    </message>
    <message>
        <source>换成拼音键盘</source>
        <translation>Switch to pinyin keyboard</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>下一项</source>
        <translation>Next field</translation>
    </message>
    <message>
        <source>分词</source>
        <translation>Split</translation>
    </message>
</context>
<context>
    <name>LostPage</name>
    <message>
        <source>很抱歉，刚才中断了</source>
        <translation>Sorry, that was interrupted</translation>
    </message>
    <message>
        <source>重新开始</source>
        <translation>Start again</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>就近办</source>
        <translation>Jiujin</translation>
    </message>
    <message>
        <source>放证件</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>选事项</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>填表</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>材料</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>核对签名</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>取凭证</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>现在离开吗？</source>
        <translation>Leave now?</translation>
    </message>
    <message>
        <source>已经填写的内容不会保留，申请也不会提交。</source>
        <translation>What you typed will not be kept, and nothing will be submitted.</translation>
    </message>
    <message>
        <source>继续办理</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>离开</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>您还在吗？</source>
        <translation>Are you still there?</translation>
    </message>
    <message>
        <source>还有 %1 秒。到时会结束办理，并清除已填写的内容。</source>
        <translation>%1 seconds left. Then this visit ends and what you typed is cleared.</translation>
    </message>
</context>
<context>
    <name>MaterialCard</name>
    <message>
        <source>依据：%1</source>
        <translation>Basis: %1</translation>
    </message>
    <message>
        <source>需要：%1</source>
        <translation>Needed: %1</translation>
    </message>
    <message>
        <source>我已看清，作出以上承诺</source>
        <translation>I have read this and promise it</translation>
    </message>
    <message>
        <source>现在不能用的方式</source>
        <translation>Ways that are not open now</translation>
    </message>
</context>
<context>
    <name>MaterialsPage</name>
    <message>
        <source>准备材料</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>每项材料选一种方式。手上没有的，可以承诺或以后补交。</source>
        <translation>Choose one way for each. What you do not have you may promise or bring later.</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>MatterList</name>
    <message>
        <source>示例</source>
        <translation>Sample</translation>
    </message>
    <message>
        <source>还有 %1 项没有列出，请在上面输入名称查找。</source>
        <translation>%1 more are not listed. Type a name above to find them.</translation>
    </message>
    <message>
        <source>还有 %1 项没有列出，请返回，输入名称查找。</source>
        <translation>%1 more are not listed. Go back and type a name to find them.</translation>
    </message>
    <message>
        <source>没有找到。请换个说法，或者只输入一两个字。</source>
        <translation>Nothing found. Try another word, or only its beginning.</translation>
    </message>
    <message>
        <source>这台终端现在没有可以办理的事项。请到办事窗口办理，或者过些时候再来。</source>
        <translation>No matter can be filed at this terminal now. Please go to a service counter, or come back later.</translation>
    </message>
    <message>
        <source>这里暂时没有这类事项。请返回，换一种方式查找。</source>
        <translation>There is no such matter here yet. Go back and look in another way.</translation>
    </message>
</context>
<context>
    <name>MoreBar</name>
    <message>
        <source>下面还有，往下看</source>
        <translation>More below</translation>
    </message>
</context>
<context>
    <name>NavBar</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>首页</source>
        <translation>Home</translation>
    </message>
</context>
<context>
    <name>NoticePage</name>
    <message>
        <source>请看完下面的说明。同意后才会读取您的证件。</source>
        <translation>Please read this. Your card is read only after you agree.</translation>
    </message>
    <message>
        <source>我已看完，同意</source>
        <translation>I agree</translation>
    </message>
    <message>
        <source>不同意</source>
        <translation>No</translation>
    </message>
    <message>
        <source>说明版本：%1</source>
        <translation>Version of this notice: %1</translation>
    </message>
</context>
<context>
    <name>OpenSheetCard</name>
    <message>
        <source>%1 号：%2，%3 的一份，不知道印出来没有。请找一找，再点结果。</source>
        <translation>No. %1, %2: nobody knows whether a sheet of %3 came out. Please look, then tap what you found.</translation>
    </message>
    <message>
        <source>印出来了</source>
        <translation>It came out</translation>
    </message>
    <message>
        <source>印坏了</source>
        <translation>It is spoilt</translation>
    </message>
    <message>
        <source>没有印</source>
        <translation>Nothing came</translation>
    </message>
</context>
<context>
    <name>OperatorLoginPage</name>
    <message>
        <source>请插入操作员卡</source>
        <translation>Insert an operator&apos;s card</translation>
    </message>
    <message>
        <source>这不是操作员卡</source>
        <translation>This is no operator&apos;s card</translation>
    </message>
    <message>
        <source>请输入卡的密码</source>
        <translation>Enter the card&apos;s PIN</translation>
    </message>
    <message>
        <source>正在核对，请不要拔卡</source>
        <translation>Checking, please leave the card in</translation>
    </message>
    <message>
        <source>这里只供工作人员查看设备。办事请点“返回”。</source>
        <translation>For staff only, to look after the devices. To apply for something, tap “Back”.</translation>
    </message>
    <message>
        <source>进入</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>卡的密码</source>
        <translation>The card&apos;s PIN</translation>
    </message>
    <message>
        <source>还可以试 %1 次，之后卡会锁住。</source>
        <translation>%1 tries are left; then the card is blocked.</translation>
    </message>
</context>
<context>
    <name>OutOfServicePage</name>
    <message>
        <source>暂停服务</source>
        <translation>Out of service</translation>
    </message>
    <message>
        <source>这台终端现在不能收件。请到最近的便民服务中心窗口，或换一台终端。</source>
        <translation>This terminal takes no applications now. Please go to the nearest service centre or use another terminal.</translation>
    </message>
</context>
<context>
    <name>PaperChoicePage</name>
    <message>
        <source>现在打印不了凭证</source>
        <translation>The receipt cannot be printed now</translation>
    </message>
    <message>
        <source>不要纸，继续</source>
        <translation>Go on without paper</translation>
    </message>
    <message>
        <source>您可以不要纸质凭证，在屏幕上抄下或拍下编号和二维码，内容相同。也可以换一台终端办理。</source>
        <translation>You may go on without paper and note or photograph the number and the code on the screen; they say the same. Or use another terminal.</translation>
    </message>
    <message>
        <source>又可以打印了</source>
        <translation>It prints again</translation>
    </message>
    <message>
        <source>提交以后，会打印纸质凭证。</source>
        <translation>The receipt will be printed after you submit.</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Go on</translation>
    </message>
</context>
<context>
    <name>PaperLine</name>
    <message>
        <source>需要时可以打印，含完整个人信息，请收好。</source>
        <translation>Printed on request. It shows all your data: keep it safe.</translation>
    </message>
    <message>
        <source>正在等待打印机…</source>
        <translation>Waiting for the printer…</translation>
    </message>
    <message>
        <source>正在打印，请在出纸口取走。</source>
        <translation>Printing. Please take it from the tray.</translation>
    </message>
    <message>
        <source>已经打印，请在出纸口取走。</source>
        <translation>Printed. Please take it from the tray.</translation>
    </message>
    <message>
        <source>没有打印。请记下编号，或拍下二维码。</source>
        <translation>Not printed. Please note the number or photograph the code.</translation>
    </message>
</context>
<context>
    <name>PlaceCardPage</name>
    <message>
        <source>请把身份证放在读卡区</source>
        <translation>Place your identity card on the reader</translation>
    </message>
    <message>
        <source>正在读取，请不要拿开</source>
        <translation>Reading, please leave it there</translation>
    </message>
    <message>
        <source>读好了</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>没有读成</source>
        <translation>The card was not read</translation>
    </message>
    <message>
        <source>读卡器暂时用不了</source>
        <translation>The card reader cannot be used just now</translation>
    </message>
    <message>
        <source>请稍等，好了以后这里会请您放证件。一直不好的话，请换一台终端办理。</source>
        <translation>Please wait: this page asks for the card once the reader is back. If it lasts, please use another terminal.</translation>
    </message>
    <message>
        <source>平放，有照片的一面朝上，一直放着不要拿开。</source>
        <translation>Lay it flat, photo up, and leave it there.</translation>
    </message>
    <message>
        <source>大约需要两秒钟。</source>
        <translation>It takes about two seconds.</translation>
    </message>
    <message>
        <source>证件请继续放着，办完再拿。</source>
        <translation>Leave the card there until you have finished.</translation>
    </message>
    <message>
        <source>证件信息只用于这次办理，办完就从这台终端的内存中清除。</source>
        <translation>The card is used for this visit only; afterwards the terminal wipes it from its memory.</translation>
    </message>
</context>
<context>
    <name>Portrait</name>
    <message>
        <source>证件上的照片</source>
        <translation>The photograph on the card</translation>
    </message>
    <message>
        <source>这里不显示证件上的照片</source>
        <translation>The photograph on the card is not shown here</translation>
    </message>
</context>
<context>
    <name>ReaderDrawing</name>
    <message>
        <source>读卡区</source>
        <translation>Reader</translation>
    </message>
</context>
<context>
    <name>ReceiptPage</name>
    <message>
        <source>本终端已收到您的密封申请包</source>
        <translation>This terminal took your sealed packet</translation>
    </message>
    <message>
        <source>完成，离开</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>办理其他事项</source>
        <translation>Another matter</translation>
    </message>
    <message>
        <source>上一次办理意外中断。这是最后收下的那份申请的凭证，不含个人信息。还没有凭证的申请没有提交，请重新办理。</source>
        <translation>The last visit stopped unexpectedly. This is the receipt of the last application that was taken, without personal data. An application without a receipt was not submitted; please start it again.</translation>
    </message>
    <message>
        <source>办件编号</source>
        <translation>Case number</translation>
    </message>
    <message>
        <source>凭证二维码</source>
        <translation>QR code of the receipt</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>收到时间</source>
        <translation>Taken at</translation>
    </message>
    <message>
        <source>送达情况</source>
        <translation>Delivery</translation>
    </message>
    <message>
        <source>已存好，正在发送</source>
        <translation>Stored safely; being sent</translation>
    </message>
    <message>
        <source>已存好，将自动发送（%1）</source>
        <translation>Stored safely; it is sent by itself (%1)</translation>
    </message>
    <message>
        <source>已存好，约 %1 分钟后自动再发送（%2）</source>
        <translation>Stored safely; sent again by itself in about %1 minutes (%2)</translation>
    </message>
    <message>
        <source>中心平台已存下，等待签收</source>
        <translation>The central platform holds it and has yet to sign for it</translation>
    </message>
    <message>
        <source>中心平台已签收</source>
        <translation>The central platform has signed for it</translation>
    </message>
    <message>
        <source>已单独存放，工作人员会查看（%1）</source>
        <translation>Set aside; staff will look at it (%1)</translation>
    </message>
    <message>
        <source>%1（终端时钟未核对）</source>
        <translation>%1 (clock not checked)</translation>
    </message>
    <message>
        <source>收件凭证</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>再打印一次凭证</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>收件小票</source>
        <translation>Receipt on a roll</translation>
    </message>
    <message>
        <source>再打印一次小票</source>
        <translation>Print the slip again</translation>
    </message>
    <message>
        <source>申请表</source>
        <translation>Application form</translation>
    </message>
    <message>
        <source>打印申请表</source>
        <translation>Print the form</translation>
    </message>
    <message>
        <source>二维码用来核验凭证的真假。是否受理，由主管部门审查后决定。</source>
        <translation>The code proves that this receipt is genuine. Whether the case is accepted is decided by the authority.</translation>
    </message>
    <message>
        <source>承诺时限（示例）</source>
        <translation>Promised (sample)</translation>
    </message>
    <message>
        <source>承诺时限</source>
        <translation>Promised within</translation>
    </message>
</context>
<context>
    <name>ReviewLine</name>
    <message>
        <source>（未填）</source>
        <translation>(empty)</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>请核对</source>
        <translation>Please check</translation>
    </message>
    <message>
        <source>下面是要提交的全部内容。有错请点“返回”修改。</source>
        <translation>This is all that will be submitted. To mend it, tap Back.</translation>
    </message>
    <message>
        <source>没有错，去签名</source>
        <translation>Correct, sign now</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>查找事项</source>
        <translation>Find a matter</translation>
    </message>
    <message>
        <source>拼音、首字母或汉字</source>
        <translation>A word or its first letters</translation>
    </message>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
</context>
<context>
    <name>SignPage</name>
    <message>
        <source>请签名</source>
        <translation>Please sign</translation>
    </message>
    <message>
        <source>用手指在框里写上您的名字。签名表示您确认填写的内容是真实的。</source>
        <translation>Write your name in the box with a finger. By signing you confirm that what you filled in is true.</translation>
    </message>
    <message>
        <source>确认提交</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>在这里签名</source>
        <translation>Sign here</translation>
    </message>
    <message>
        <source>签名框</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>擦掉重写</source>
        <translation>Erase</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>网络暂时不通，照常收件，联网后自动送出</source>
        <translation>No network now: applications are taken and sent later</translation>
    </message>
    <message>
        <source>网络正常</source>
        <translation>Network in order</translation>
    </message>
    <message>
        <source>· 待送出 %1 件</source>
        <translation>· %1 waiting</translation>
    </message>
</context>
<context>
    <name>StatutoryLine</name>
    <message>
        <source>示例</source>
        <translation>Sample</translation>
    </message>
    <message>
        <source>来源：%1（%2）</source>
        <translation>Source: %1 (%2)</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>第 %1 步，共 %2 步：%3</source>
        <translation>Step %1 of %2: %3</translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>%1，加一</source>
        <translation>%1, one more</translation>
    </message>
    <message>
        <source>%1，减一</source>
        <translation>%1, one less</translation>
    </message>
</context>
<context>
    <name>SubmittingPage</name>
    <message>
        <source>正在收下您的申请</source>
        <translation>Taking your application</translation>
    </message>
    <message>
        <source>正在密封并保存，请稍候，不要离开。</source>
        <translation>Sealing and storing. Please wait, do not leave.</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>就近办</source>
        <translation>Jiujin</translation>
    </message>
    <message>
        <source>自助政务服务</source>
        <translation>Public services</translation>
    </message>
    <message>
        <source>大字</source>
        <translation>Larger</translation>
    </message>
    <message>
        <source>高对比</source>
        <translation>Contrast</translation>
    </message>
    <message>
        <source>工作人员入口</source>
        <translation>Staff entrance</translation>
    </message>
</context>
<context>
    <name>UnsurePage</name>
    <message>
        <source>还不知道申请是否收下</source>
        <translation>Not known whether it was taken</translation>
    </message>
    <message>
        <source>记好了，离开</source>
        <translation>Noted, leave</translation>
    </message>
    <message>
        <source>为您预留的办件编号</source>
        <translation>Case number kept for you</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>政务服务
就在您身边</source>
        <translation>Public services
close to you</translation>
    </message>
    <message>
        <source>这里可以办理</source>
        <translation>You can apply for</translation>
    </message>
    <message>
        <source>开始办理</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>yyyy年M月d日 dddd  HH:mm</source>
        <translation>dddd, d MMMM yyyy  HH:mm</translation>
    </message>
    <message>
        <source>带上身份证，在这里就能申请。</source>
        <translation>Bring your card and apply right here.</translation>
    </message>
    <message>
        <source>请带本人的居民身份证，大约 10 分钟。没有网络，也照常收件。</source>
        <translation>Bring your own identity card; it takes about 10 minutes. Applications are taken even without a network.</translation>
    </message>
</context>
</TS>
